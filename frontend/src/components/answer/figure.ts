import type { ImageAnswer, TableAnswer } from '../../api/types'
import { sixDigits } from '../../lib/digits'
import { withGaps } from '../../lib/matrix'
import { type Kept, shownRows, shownTable } from './fit'

/** What is drawn if an answer stands alone and large: on the question's page and on the projector. */
export type Figure =
  | { kind: 'value'; text: string }
  | {
      kind: 'matrix'
      rows: string[][]
      rowGap: number
      colGap: number
      shape: number[]
      /** What is said beside it: its shape, if not all of it is shown. */
      note: string
      /** What a place has room for; all of it if left out. */
      kept?: Kept
    }
  | { kind: 'text'; text: string }
  | { kind: 'written'; text: string }
  | { kind: 'code'; source: string }
  | { kind: 'latex'; source: string }
  | { kind: 'table'; table: TableAnswer; kept?: Kept }
  | { kind: 'image'; image: ImageAnswer }
  | { kind: 'broken'; words: string }
  | { kind: 'empty'; what: 'text' | 'array' }

/** Returns the figure of a text; an empty text says that it is empty. */
export function textFigure(text: string): Figure {
  return text.trim() === '' ? { kind: 'empty', what: 'text' } : { kind: 'text', text }
}

/** How much room a figure wants, in characters of its longest line and in lines. */
export interface Extent {
  chars: number
  lines: number
}

/** Text is broken into lines of about this many characters, so that it need not be set ever smaller. */
const LINE = 28

function extentOfText(text: string, widest: number): Extent {
  const lines = text.trimEnd().split('\n')
  const chars = Math.min(widest, Math.max(1, ...lines.map((line) => line.length)))
  return { chars, lines: lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / widest)), 0) }
}

/** Of code and longer text, lines up to this long have no break, so that the type can be read. */
const CODE_LINE = 36

/** How many lines of the screen a row of code needs, as some are too long for one. */
const WRAPPED = 1.5

/** Returns how much room lines want of which so many rows are shown, whichever they are. */
function extentOfLines(source: string, rows: number): Extent {
  const { chars, lines } = extentOfText(source, CODE_LINE)
  const most = Math.ceil(rows * WRAPPED)
  // Before each line stands the mark of one that differs.
  return { chars: chars + 2, lines: Math.min(lines, most) }
}

function extentOfSaid(text: string, rows: number): Extent {
  return text.trimEnd().includes('\n') ? extentOfLines(text, rows) : extentOfText(text, LINE)
}

/** Returns how much room rows of cells want, with two characters between two columns and some at the sides. */
function extentOfGrid(rows: string[][], sides: number): Extent {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = (rows[0] ?? []).map((_, column) => width(column))
  return { chars: widths.reduce((sum, w) => sum + w + 2, sides), lines: rows.length }
}

function extentOfMatrix(figure: Extract<Figure, { kind: 'matrix' }>): Extent {
  const { rows, rowGap, colGap } = shownRows(figure)
  const note = figure.note === '' ? 0 : Math.ceil(figure.note.length * 0.7) + 2 // it is smaller
  // At each bracket there is room of about a character.
  return extentOfGrid(withGaps(rows, rowGap, colGap), 2 + note)
}

/** Of a table the index stands before the columns, and below it what is left out; its cells have more around them. */
function extentOfTable({ columns, rows, index, shape }: TableAnswer): Extent {
  const before = index.length > 0 ? Math.max(...index.map((name) => name.length)) + 2 : 0
  const isCut = rows.length < (shape[0] ?? 0) || columns.length < (shape[1] ?? 0)
  const { chars, lines } = extentOfGrid([columns, ...rows.map((row) => row.map(sixDigits))], 4)
  return { chars: (chars + before + (isCut ? 3 : 0)) * 1.1, lines: (lines + (isCut ? 2 : 0)) * 1.4 }
}

/**
 * Returns how much room a figure wants, so that it can be set as large as a place allows; rows is how many are shown of
 * long code and text.
 */
export function extentOf(figure: Figure, rows = Infinity): Extent {
  switch (figure.kind) {
    case 'matrix':
      return extentOfMatrix(figure)
    case 'table':
      return extentOfTable(shownTable(figure.table, figure.kept))
    case 'code':
      return extentOfLines(figure.source, rows)
    case 'latex':
      return { chars: Math.max(4, Math.ceil(figure.source.length / 2)), lines: 2 }
    case 'text':
      return extentOfSaid(figure.text, rows)
    case 'written':
    case 'value':
      return extentOfText(figure.text, Math.max(LINE, Math.ceil(figure.text.length / 8)))
    case 'broken':
      return extentOfText(figure.words, LINE)
    case 'empty':
    case 'image':
      return { chars: LINE, lines: 1 }
  }
}

/** Returns how many lines of text a figure has; 1 for figures that cannot be folded. */
export function lineCount(figure: Figure): number {
  switch (figure.kind) {
    case 'code':
      return figure.source.trimEnd().split('\n').length
    case 'text':
    case 'written':
      return figure.text.trimEnd().split('\n').length
    default:
      return 1
  }
}
