import type { Dashboard, StudentRow } from '../../api/types'
import type { Cell, Column, Row, Verdict } from './room'

/** The numbers that describe a cell: place in questions, verdict, attempts, second at which it came, record. */
const CELL_WIDTH = 5
const verdicts: readonly Verdict[] = ['open', 'right', 'wrong']

function readCells(numbers: readonly number[], columns: number, start: number): (Cell | undefined)[] {
  const cells = new Array<Cell | undefined>(columns).fill(undefined)
  for (let i = 0; i + CELL_WIDTH <= numbers.length; i += CELL_WIDTH) {
    const [place, verdict, attempts, second, record] = numbers.slice(i, i + CELL_WIDTH) as [
      number,
      number,
      number,
      number,
      number,
    ]
    cells[place] = { record, verdict: verdicts[verdict] ?? 'open', attempts, at: start + second * 1000 }
  }
  return cells
}

function readRow(row: StudentRow, columns: number, start: number): Row {
  return {
    student: row.student,
    cells: readCells(row.cells, columns, start),
    progress: row.progress,
    lastAt: row.lastAt === '' ? 0 : Date.parse(row.lastAt),
    needsHelp: row.helpSince !== '',
  }
}

/** Returns the columns and rows that the app's answer describes. */
export function readRoom({ start, questions, rows }: Dashboard): { columns: Column[]; rows: Row[] } {
  const begin = start === '' ? 0 : Date.parse(start)
  return {
    columns: questions.map(({ label, title, students, right, wrong, attempts }) => ({
      label,
      title,
      students,
      right,
      wrong,
      attempts,
    })),
    rows: rows.map((row) => readRow(row, questions.length, begin)),
  }
}
