import { cellsOf } from '../../api/dashboard'
import type { Dashboard, StudentRow } from '../../api/types'
import type { Cell, Column, Row } from './gridModel'

function readCells(row: StudentRow, columns: number, start: number): (Cell | undefined)[] {
  const cells = new Array<Cell | undefined>(columns).fill(undefined)
  for (const { question, at, ...cell } of cellsOf(row)) {
    if (question < columns) cells[question] = { ...cell, at: start + at * 1000 }
  }
  return cells
}

function readRow(row: StudentRow, columns: number, start: number, needy: ReadonlySet<number>): Row {
  return {
    student: row.student,
    cells: readCells(row, columns, start),
    progress: row.progress,
    lastAt: row.lastAt === '' ? 0 : Date.parse(row.lastAt),
    needsHelp: row.helpSince !== '',
    isNeedy: needy.has(row.student.id),
  }
}

/** Returns the columns and rows that the app's answer describes. */
export function readGridModel({ start, questions, rows, attention }: Dashboard): {
  columns: Column[]
  rows: Row[]
} {
  const begin = start === '' ? 0 : Date.parse(start)
  const lines = attention.filter(({ visited }) => !visited)
  const needy = new Set(lines.flatMap(({ members }) => members.map(({ studentId }) => studentId)))
  return { columns: questions, rows: rows.map((row) => readRow(row, questions.length, begin, needy)) }
}
