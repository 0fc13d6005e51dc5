import { cellsOf } from '../../api/dashboard'
import type { Dashboard, StudentRow } from '../../api/types'
import type { Cell, Column, Row } from './gridModel'

/** Where the cells of the app's answer stand in the grid. */
interface ColumnPositions {
  /** How many columns there are. */
  columns: number
  /** The column of each question; undefined for a folded one. */
  columnOf: readonly (number | undefined)[]
  /** The zero of the cells' times, in milliseconds. */
  start: number
  /** All of it in one text. */
  name: string
}

function readCells(row: StudentRow, { columns, columnOf, start }: ColumnPositions): (Cell | undefined)[] {
  const cells = new Array<Cell | undefined>(columns).fill(undefined)
  for (const { question, at, ...cell } of cellsOf(row)) {
    const column = columnOf[question]
    if (column !== undefined) cells[column] = { ...cell, at: start + at * 1000 }
  }
  return cells
}

/** The rows that were read, with what they were read by: a record changes one of hundreds. */
const read = new WeakMap<StudentRow, { by: string; row: Row }>()

/** Returns a row; the same object as before for a row of the app's answer that did not change. */
function readRow(row: StudentRow, positions: ColumnPositions, needy: ReadonlySet<number>): Row {
  const by = `${positions.name} ${needy.has(row.student.id)}`
  const known = read.get(row)
  if (known?.by === by) return known.row
  const now = newRow(row, positions, needy)
  read.set(row, { by, row: now })
  return now
}

function newRow(row: StudentRow, positions: ColumnPositions, needy: ReadonlySet<number>): Row {
  return {
    student: row.student,
    cells: readCells(row, positions),
    progress: row.progress,
    lastAt: row.lastAt === '' ? 0 : Date.parse(row.lastAt),
    needsHelp: row.helpSince !== '',
    isNeedy: needy.has(row.student.id),
  }
}

/** Returns the columns and rows that the app's answer describes; a column for each question that is shown. */
export function readGridModel(
  { start, questions, rows, attention }: Dashboard,
  shown: ReadonlySet<string>,
): { columns: Column[]; folded: Column[]; rows: Row[] } {
  const columns = questions.filter(({ label }) => shown.has(label))
  const column = new Map(columns.map(({ label }, i) => [label, i]))
  const columnOf = questions.map(({ label }) => column.get(label))
  const positions = {
    columns: columns.length,
    columnOf,
    start: start === '' ? 0 : Date.parse(start),
    name: `${start} ${columnOf.join()}`,
  }
  const lines = attention.filter(({ visited }) => !visited)
  const needy = new Set(lines.flatMap(({ members }) => members.map(({ studentId }) => studentId)))
  return {
    columns,
    folded: columns.length === questions.length ? [] : questions.filter(({ label }) => !shown.has(label)),
    rows: rows.map((row) => readRow(row, positions, needy)),
  }
}
