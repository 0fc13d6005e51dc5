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

/** Fewer rows or columns would be no matrix any more. */
const FEWEST = 2

/** Room between two columns and at each bracket, in characters. */
const BETWEEN = 2

/** Returns the indexes of the first and the last of a number of things; if they are odd, one more of the last. */
function ends(count: number, shown: number): number[] {
  const head = Math.floor(shown / 2)
  return Array.from({ length: shown }, (_, i) => (i < head ? i : count - shown + i))
}

/** Returns the columns that fit, by their indexes: the first and the last. */
function fittingColumns(widths: number[], hasGap: boolean, room: number): number[] {
  const taken = (columns: number[], dots: boolean) =>
    columns.reduce((sum, c) => sum + (widths[c] ?? 0) + BETWEEN, BETWEEN + (dots ? 1 + BETWEEN : 0))
  for (let shown = widths.length; shown > FEWEST; shown--) {
    const columns = ends(widths.length, shown)
    if (taken(columns, hasGap || shown < widths.length) <= room) return columns
  }
  return ends(widths.length, Math.min(FEWEST, widths.length))
}

function widthsOf(rows: string[][]): number[] {
  const aligned = alignColumns(rows)
  return (aligned[0] ?? []).map((_, c) => Math.max(...aligned.map((row) => row[c]?.length ?? 0)))
}

function fittedMatrix(figure: Matrix, room: Extent): Figure {
  const { rows, rowGap, colGap, shape } = figure
  const columns = fittingColumns(widthsOf(rows), colGap >= 0, room.chars)
  const lines = Math.max(
    FEWEST,
    rows.length + (rowGap >= 0 ? 1 : 0) > room.lines ? room.lines - 1 : rows.length,
  )
  const kept = { columns, rows: ends(rows.length, Math.min(lines, rows.length)) }
  if (kept.columns.length === widthsOf(rows).length && kept.rows.length === rows.length) return figure
  return { ...figure, kept, note: formatShape(shape) }
}

function fittedTable(table: TableAnswer, room: Extent): TableAnswer {
  const widths = table.columns.map((name, c) =>
    Math.max(name.length, ...table.rows.map((row) => sixDigits(row[c] ?? '').length)),
  )
  const index = Math.max(0, ...table.index.map((name) => name.length + BETWEEN))
  const columns = fittingColumns(widths, (table.shape[1] ?? 0) > widths.length, room.chars - index)
  const lines = Math.max(FEWEST, table.rows.length > room.lines - 1 ? room.lines - 3 : table.rows.length)
  const rows = ends(table.rows.length, Math.min(lines, table.rows.length))
  const of = (cells: string[], at: number[]) => at.map((i) => cells[i] ?? '')
  return {
    ...table,
    columns: of(table.columns, columns),
    dtypes: table.dtypes.length > 0 ? of(table.dtypes, columns) : [],
    index: table.index.length > 0 ? of(table.index, rows) : [],
    rows: rows.map((r) => of(table.rows[r] ?? [], columns)),
  }
}

/** Returns how many lines of a text fit, of which long ones are broken, and how many do not; then one line says so. */
function fittingLines(text: string, room: Extent): { shown: string; left: number } {
  const lines = text.trimEnd().split('\n')
  const height = (line: string) => Math.max(1, Math.ceil(line.length / room.chars))
  const all = lines.reduce((sum, line) => sum + height(line), 0)
  if (all <= room.lines) return { shown: text, left: 0 }
  let used = 1
  const end = lines.findIndex((line) => (used += height(line)) > room.lines)
  const first = (lines[0] ?? '').slice(0, room.chars * Math.max(1, room.lines - 1))
  const shown = end > 0 ? lines.slice(0, end).join('\n') : `${first} …`
  return { shown, left: lines.length - Math.max(1, end) }
}

/**
 * Returns a figure of which a place has room for all: what a matrix or table leaves out are dots, and its shape says it. Of
 * code and text it returns the first lines, and how many are left out.
 */
export function fitted(figure: Figure, room: Extent): { figure: Figure; left: number } {
  switch (figure.kind) {
    case 'matrix':
      return { figure: fittedMatrix(figure, room), left: 0 }
    case 'table':
      return { figure: { kind: 'table', table: fittedTable(figure.table, room) }, left: 0 }
    case 'code': {
      const { shown, left } = fittingLines(figure.source, room)
      return { figure: { kind: 'code', source: shown }, left }
    }
    case 'text':
    case 'written': {
      const { shown, left } = fittingLines(figure.text, room)
      return { figure: { kind: figure.kind, text: shown }, left }
    }
    default:
      return { figure, left: 0 }
  }
}

/** Returns the rows that are shown of a matrix, and where dots stand for the others; a gap of -1 is none. */
export function shownRows({ rows, rowGap, colGap, kept }: Omit<Matrix, 'kind' | 'note' | 'shape'>) {
  if (!kept) return { rows, rowGap, colGap }
  const gapAfter = (at: number[], count: number, gap: number) =>
    at.length < count ? Math.floor(at.length / 2) : gap
  return {
    rows: kept.rows.map((r) => kept.columns.map((c) => rows[r]?.[c] ?? '')),
    rowGap: gapAfter(kept.rows, rows.length, rowGap),
    colGap: gapAfter(kept.columns, rows[0]?.length ?? 0, colGap),
  }
}
