import { sixDigits } from './digits'
import { alignDecimals } from './matrix'

/** A column of a table: its cells as they are set, and whether they are numbers, which stand at the right. */
export interface TableColumn {
  cells: string[]
  isNumeric: boolean
}

/** What pandas and Python write where a number is missing or without end. */
const NO_NUMBER = new Set(['nan', 'inf', '-inf', 'NaN', 'None', '<NA>', 'NaT', ''])
const NUMBER = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i

/**
 * Returns the columns of rows: numbers have their points under each other and, if they are rounded, at most six digits;
 * words stay as they are.
 */
export function tableColumns(rows: string[][], columns: number, isRounded: boolean): TableColumn[] {
  return Array.from({ length: columns }, (_, c) => {
    const cells = rows.map((row) => row[c] ?? '')
    const isNumeric =
      cells.some((cell) => NUMBER.test(cell)) &&
      cells.every((cell) => NUMBER.test(cell) || NO_NUMBER.has(cell))
    if (!isNumeric) return { cells, isNumeric }
    return { cells: alignDecimals(isRounded ? cells.map(sixDigits) : cells), isNumeric }
  })
}
