import type { Preview } from '../../api/types'
import { sayBroken } from '../../components/answer/broken'

/** The most characters that are read out. */
const MAX_SPOKEN = 80

/** Returns an answer in a line of plain text, for a reader who hears the page; empty if it is no text. */
export function spokenAnswer({ text, rows, broken }: Preview): string {
  const said = (broken !== '' && sayBroken(broken)) || text || rows.map((row) => row.join(' ')).join('; ')
  const line = said.replace(/\s+/g, ' ').trim()
  return line.length > MAX_SPOKEN ? `${line.slice(0, MAX_SPOKEN)} …` : line
}
