import type { Preview } from '../../api/types'
import { sayBroken } from '../../components/answer/broken'
import { numberOf } from '../../components/answer/corner'
import { formatShape } from '../../lib/format'

/** Returns an answer in one line: a number as it is, an array between brackets, the first line of a text. */
export function inOneLine({ rows, columns, shape, text, broken }: Preview): string {
  if (broken !== '') return sayBroken(broken)
  if (rows.length === 0 || columns.length > 0)
    return text === '' ? formatShape(shape) : text.replace(/\n[^]*/, '')
  const values = rows.map((row) => row.join('  ')).join('; ')
  return numberOf({ shape, rows, text }) ?? `[${values}]`
}
