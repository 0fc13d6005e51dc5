import { type ListState, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'

/** Answers that stand together in the list: equal ones, or all that nobody else gave. */
export interface Run {
  /** The index of the first, and how many follow one another. */
  from: number
  count: number
  /** One of them that is read; undefined if none is, or what they have in common is not known yet. */
  of: RecordView | undefined
}

/** A row of cards. Runs that begin in it have a heading over their first card. */
export interface GalleryRow {
  cells: { index: number; column: number }[]
  headings: { run: Run; column: number; span: number }[]
}

/** Returns what an answer has in common with those beside it; undefined if that is not known. */
function kinOf(record: RecordView | undefined): string | undefined {
  if (!record?.graded) return undefined
  return record.alike === 1 ? 'alone' : record.groupKey
}

/** Returns the runs of a list in which equal answers stand together. Answers that are not read continue their run. */
export function runsOf(state: ListState): Run[] {
  const runs: Run[] = []
  let kin: string | undefined
  for (let index = 0; index < state.total; index++) {
    const record = recordAt(state, index)
    const next = kinOf(record)
    const last = runs.at(-1)
    if (last && (record === undefined || next === kin)) last.count++
    else {
      runs.push({ from: index, count: 1, of: next === undefined ? undefined : record })
      kin = next
    }
  }
  return runs
}

/** Returns a number of answers in rows of so many columns, without headings. */
export function plainRows(total: number, columns: number): GalleryRow[] {
  return Array.from({ length: Math.ceil(total / columns) }, (_, row) => ({
    cells: Array.from({ length: Math.min(columns, total - row * columns) }, (_, column) => ({
      index: row * columns + column,
      column,
    })),
    headings: [],
  }))
}

/**
 * Returns runs in rows of so many columns: each begins a row, or stands in the row of the one before if both fit with an
 * empty column between them.
 */
export function headedRows(runs: Run[], columns: number): GalleryRow[] {
  const rows: GalleryRow[] = []
  /** The first free column of the last row; none is free below a run of several rows. */
  let free = columns
  for (const run of runs) {
    const last = rows.at(-1)
    if (last && free + 1 + run.count <= columns) {
      place(last, run, run.from, run.count, free + 1)
      free += 1 + run.count
      continue
    }
    for (let done = 0; done < run.count; done += columns) {
      const row: GalleryRow = { cells: [], headings: [] }
      place(row, run, run.from + done, Math.min(columns, run.count - done), 0)
      rows.push(row)
    }
    free = run.count <= columns ? run.count : columns
  }
  return rows
}

function place(row: GalleryRow, run: Run, from: number, count: number, column: number): void {
  for (let i = 0; i < count; i++) row.cells.push({ index: from + i, column: column + i })
  if (from === run.from && run.of) row.headings.push({ run, column, span: count })
}

/** Returns the index of the card above or below another, or of the nearest one; the same at the edges. */
export function verticalFrom(rows: GalleryRow[], index: number, by: 1 | -1): number {
  const at = rows.findIndex(({ cells }) => cells.some((cell) => cell.index === index))
  const column = rows[at]?.cells.find((cell) => cell.index === index)?.column ?? 0
  const cells = rows[at + by]?.cells ?? []
  const near = cells.toSorted((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0]
  return near?.index ?? index
}
