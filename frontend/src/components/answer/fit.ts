import type { TableAnswer } from '../../api/types'
import { sixDigits } from '../../lib/digits'
import { formatShape } from '../../lib/format'
import { alignColumns } from '../../lib/matrix'
import type { Extent, Figure } from './figure'

/** Which rows and columns of a matrix are shown, by their indexes in what came; the others are dots. */
export interface Kept {
  rows: number[]
  columns: number[]
}

type Matrix = Extract<Figure, { kind: 'matrix' }>

/** Of a table, fewer rows or columns are never shown; of a matrix, one column is. */
const FEWEST = 2

/** Room between two columns and at each bracket, in characters. */
const BETWEEN = 2

/** Returns how many of what is shown stand before the gap. */
function headOf(shown: number): number {
  return Math.max(1, Math.floor(shown / 2))
}

/** Returns the indexes of the first and the last of a number of things; if they are odd, one more of the last. */
function ends(count: number, shown: number): number[] {
  const head = headOf(shown)
  return Array.from({ length: shown }, (_, i) => (i < head ? i : count - shown + i))
}

/** Returns the columns that fit, by their indexes: the first and the last. */
function fittingColumns(widths: number[], hasGap: boolean, room: number, fewest: number): number[] {
  const taken = (columns: number[], dots: boolean) =>
    columns.reduce((sum, c) => sum + (widths[c] ?? 0) + BETWEEN, BETWEEN + (dots ? 1 + BETWEEN : 0))
  for (let shown = widths.length; shown > fewest; shown--) {
    const columns = ends(widths.length, shown)
    if (taken(columns, hasGap || shown < widths.length) <= room) return columns
  }
  return ends(widths.length, Math.min(fewest, widths.length))
}

function widthsOf(rows: string[][]): number[] {
  const aligned = alignColumns(rows)
  return (aligned[0] ?? []).map((_, c) => Math.max(...aligned.map((row) => row[c]?.length ?? 0)))
}

function fittedMatrix(figure: Matrix, room: Extent): Figure {
  const { rows, rowGap, colGap, shape } = figure
  const columns = fittingColumns(widthsOf(rows), colGap >= 0, room.chars, 1)
  const lines = Math.max(
    FEWEST,
    rows.length + (rowGap >= 0 ? 1 : 0) > room.lines ? room.lines - 1 : rows.length,
  )
  const kept = { columns, rows: ends(rows.length, Math.min(lines, rows.length)) }
  if (kept.columns.length === widthsOf(rows).length && kept.rows.length === rows.length) return figure
  return { ...figure, kept, note: formatShape(shape) }
}

function fittedTable(table: TableAnswer, room: Extent): Figure {
  const widths = table.columns.map((name, c) =>
    Math.max(name.length, ...table.rows.map((row) => sixDigits(row[c] ?? '').length)),
  )
  const index = Math.max(0, ...table.index.map((name) => name.length + BETWEEN))
  const columns = fittingColumns(widths, (table.shape[1] ?? 0) > widths.length, room.chars - index, FEWEST)
  const count = table.rows.length
  const lines = Math.max(FEWEST, count > room.lines - 1 ? room.lines - 4 : count)
  const rows = ends(count, Math.min(lines, count))
  if (columns.length === widths.length && rows.length === count) return { kind: 'table', table }
  return { kind: 'table', table, kept: { rows, columns } }
}

/** Returns a text of at most so many characters; what is left out are dots. */
function fittedText(text: string, room: Extent): string {
  const most = room.chars * Math.max(1, room.lines - 2) // words are broken, which leaves lines short
  return text.length <= most || text.trimEnd().includes('\n') ? text : `${text.slice(0, most)} …`
}

/**
 * Returns a figure of which a place has room for all: what a matrix or table leaves out are dots, and its shape says it.
 * Lines of code and text are left out where they are drawn.
 */
export function fitted(figure: Figure, room: Extent): Figure {
  switch (figure.kind) {
    case 'matrix':
      return fittedMatrix(figure, room)
    case 'table':
      return fittedTable(figure.table, room)
    case 'text':
    case 'written':
      return { kind: figure.kind, text: fittedText(figure.text, room) }
    default:
      return figure
  }
}

/** Returns what is shown of a table. */
export function shownTable(table: TableAnswer, kept: Kept | undefined): TableAnswer {
  if (!kept) return table
  const of = (cells: string[], at: number[]) => (cells.length > 0 ? at.map((i) => cells[i] ?? '') : [])
  return {
    ...table,
    columns: of(table.columns, kept.columns),
    dtypes: of(table.dtypes, kept.columns),
    index: of(table.index, kept.rows),
    rows: kept.rows.map((r) => of(table.rows[r] ?? [], kept.columns)),
  }
}

/** Returns which of the shown cells are marked; a table's names of columns come before its rows. */
export function shownMarks(
  marks: boolean[][] | undefined,
  kept: Kept | undefined,
  names = 0,
): boolean[][] | undefined {
  if (!marks || !kept) return marks
  const rows = [...Array(names).keys(), ...kept.rows.map((r) => r + names)]
  return rows.map((r) => kept.columns.map((c) => marks[r]?.[c] ?? false))
}

/** Returns the rows that are shown of a matrix, and where dots stand for the others; a gap of -1 is none. */
export function shownRows({ rows, rowGap, colGap, kept }: Omit<Matrix, 'kind' | 'note' | 'shape'>) {
  if (!kept) return { rows, rowGap, colGap }
  const gapAfter = (at: number[], count: number, gap: number) => (at.length < count ? headOf(at.length) : gap)
  return {
    rows: kept.rows.map((r) => kept.columns.map((c) => rows[r]?.[c] ?? '')),
    rowGap: gapAfter(kept.rows, rows.length, rowGap),
    colGap: gapAfter(kept.columns, rows[0]?.length ?? 0, colGap),
  }
}
