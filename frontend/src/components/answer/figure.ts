import type { ImageAnswer, TableAnswer } from '../../api/types'
import { withGaps } from '../../lib/matrix'
import { type Kept, shownRows } from './fit'

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
  | { kind: 'table'; table: TableAnswer }
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

/** Returns how much room rows of cells want; between two columns and at each bracket there are about two characters. */
function extentOfGrid(rows: string[][], more: number): Extent {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = (rows[0] ?? []).map((_, column) => width(column))
  return { chars: widths.reduce((sum, w) => sum + w + 2, more), lines: rows.length }
}

function extentOfMatrix(figure: Extract<Figure, { kind: 'matrix' }>): Extent {
  const { rows, rowGap, colGap } = shownRows(figure)
  const note = figure.note === '' ? 0 : Math.ceil(figure.note.length * 0.7) + 2 // it is smaller
  return extentOfGrid(withGaps(rows, rowGap, colGap), 2 + note)
}

/**
 * Returns how much room a figure of text wants, so that it can be set as large as a place allows. Lines of code are as
 * long as they are, or broken at so many characters.
 */
export function extentOf(figure: Figure, widest = Infinity): Extent {
  switch (figure.kind) {
    case 'matrix':
      return extentOfMatrix(figure)
    case 'table':
      return extentOfGrid([figure.table.columns, ...figure.table.rows], 4)
    case 'code':
      return extentOfText(figure.source, widest)
    case 'latex':
      return { chars: Math.max(4, Math.ceil(figure.source.length / 2)), lines: 2 }
    case 'text':
    case 'written':
    case 'value':
      return extentOfText(figure.text, Math.min(widest, Math.max(LINE, Math.ceil(figure.text.length / 8))))
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

/** Returns a figure with the first lines of its text alone. */
export function folded(figure: Figure, lines: number): Figure {
  const fold = (text: string) => text.trimEnd().split('\n').slice(0, lines).join('\n')
  switch (figure.kind) {
    case 'code':
      return { ...figure, source: fold(figure.source) }
    case 'text':
    case 'written':
      return { ...figure, text: fold(figure.text) }
    default:
      return figure
  }
}
