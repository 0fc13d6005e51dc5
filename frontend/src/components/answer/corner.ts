import type { Preview } from '../../api/types'
import { limits } from '../../lib/limits'

/** How many rows and columns of an array fit into a row of the tall height. */
const { PreviewRows: ROWS, PreviewColumns: COLUMNS } = limits

/** The corner of an array that a row shows. */
export interface Corner {
  rows: string[][]
  /** The row before which dots stand; -1 if nothing is left out. The same for columns. */
  rowGap: number
  colGap: number
  /** Nothing is left out. */
  isWhole: boolean
}

/** Returns an array of one number as it is written: `42`, or `[42]` if the notebook says that it is an array. */
export function numberOf({
  shape,
  rows,
  text,
}: Pick<Preview, 'shape' | 'rows' | 'text'>): string | undefined {
  if (shape.length > 1 || (shape.length === 1 && shape[0] !== 1)) return undefined
  return text || (rows[0]?.[0] ?? '')
}

/** Returns whether an array that was opened is one number. */
export function isNumber(shape: number[]): boolean {
  return shape.length === 0
}

/** Returns whether an array has a length of 0. */
export function isEmptyArray(shape: number[]): boolean {
  return shape.includes(0)
}

/** Returns the corner of an array of one or two axes. */
export function cornerOf({ shape, rows }: Preview): Corner {
  const isVector = shape.length === 1
  const height = isVector ? 1 : (shape[0] ?? 0)
  const width = shape.at(-1) ?? 0
  const isLong = height > ROWS
  const isWide = width > COLUMNS
  return {
    rows: isLong ? rows.slice(0, ROWS - 1) : rows,
    rowGap: isLong ? ROWS - 1 : -1,
    colGap: isWide ? COLUMNS : -1,
    isWhole: !isLong && !isWide,
  }
}
