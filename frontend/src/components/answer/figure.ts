import type { Answer, ArrayAnswer, ImageAnswer, Preview, TableAnswer } from '../../api/types'
import { formatShape } from '../../lib/format'
import { withGaps } from '../../lib/matrix'
import { cornerOf, isEmptyArray, isNumber } from './corner'

/** What is drawn where an answer stands alone and large: on the question's page and on the projector. */
export type Figure =
  | { kind: 'value'; text: string }
  | { kind: 'matrix'; rows: string[][]; rowGap: number; colGap: number; note: string }
  | { kind: 'text'; text: string }
  | { kind: 'written'; text: string }
  | { kind: 'code'; source: string }
  | { kind: 'latex'; source: string }
  | { kind: 'table'; table: TableAnswer }
  | { kind: 'image'; image: ImageAnswer }
  | { kind: 'broken'; words: string }
  | { kind: 'empty'; what: 'text' | 'array' }

function ofText(type: string, text: string): Figure {
  switch (type) {
    case 'code':
      return { kind: 'code', source: text }
    case 'latex':
      return { kind: 'latex', source: text }
    case 'list':
    case 'dict':
      return { kind: 'written', text }
    default:
      return text.trim() === '' ? { kind: 'empty', what: 'text' } : { kind: 'text', text }
  }
}

/** Returns what a preview is enough to draw; undefined where the whole answer is needed. */
export function figureOfPreview(type: string, preview: Preview): Figure | undefined {
  if (preview.broken !== '') return { kind: 'broken', words: preview.broken }
  if (type === 'image' || type === 'table') return undefined
  if (type !== 'ndarray') return preview.cut ? undefined : ofText(type, preview.text)
  if (isEmptyArray(preview.shape)) return { kind: 'empty', what: 'array' }
  if (preview.rows.length === 0) return undefined
  if (isNumber(preview.shape)) return { kind: 'value', text: preview.rows[0]?.[0] ?? '' }
  const { isWhole, ...corner } = cornerOf(preview)
  return isWhole ? { kind: 'matrix', ...corner, note: '' } : undefined
}

function ofArray({ shape, slices }: ArrayAnswer): Figure {
  const slice = slices[0]
  if (!slice || isEmptyArray(shape)) return { kind: 'empty', what: 'array' }
  const { rows, rowGap, colGap } = slice
  if (isNumber(shape)) return { kind: 'value', text: rows[0]?.[0] ?? '' }
  const isWhole = slices.length === 1 && rowGap < 0 && colGap < 0
  return { kind: 'matrix', rows, rowGap, colGap, note: isWhole ? '' : formatShape(shape) }
}

/** Returns what to draw of a whole answer: what is broken says so, whatever else could still be read of it. */
export function figureOfAnswer({ array, table, image, tree, record, broken, text }: Answer): Figure {
  if (broken !== '') return { kind: 'broken', words: broken }
  if (image) return { kind: 'image', image }
  if (table) return { kind: 'table', table }
  if (array) return ofArray(array)
  const isWritten = tree !== undefined && record.preview.text !== ''
  return ofText(record.type, isWritten ? record.preview.text : text)
}

/** How much room a figure wants, in characters of its longest line and in lines. */
export interface Extent {
  chars: number
  lines: number
}

/** Text is broken into lines of about so many characters rather than set ever smaller. */
const LINE = 28

function extentOfText(text: string, widest: number): Extent {
  const lines = text.trimEnd().split('\n')
  const chars = Math.min(widest, Math.max(1, ...lines.map((line) => line.length)))
  return { chars, lines: lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / widest)), 0) }
}

/** Returns how much room a figure of text wants, so that it can be set as large as a place allows. */
export function extentOf(figure: Figure): Extent {
  switch (figure.kind) {
    case 'matrix': {
      const rows = withGaps(figure.rows, figure.rowGap, figure.colGap)
      const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
      const widths = (rows[0] ?? []).map((_, column) => width(column))
      // Between two columns and at each bracket there is room of about two characters.
      return { chars: widths.reduce((sum, w) => sum + w + 2, 2), lines: rows.length }
    }
    case 'table': {
      const rows = [figure.table.columns, ...figure.table.rows]
      const widths = figure.table.columns.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)))
      return { chars: widths.reduce((sum, w) => sum + w + 2, 4), lines: rows.length }
    }
    case 'code':
      return extentOfText(figure.source, Infinity)
    case 'latex':
      return { chars: Math.max(4, Math.ceil(figure.source.length / 2)), lines: 2 }
    case 'text':
    case 'written':
    case 'value':
      return extentOfText(figure.text, LINE)
    case 'broken':
      return extentOfText(figure.words, LINE)
    case 'empty':
    case 'image':
      return { chars: LINE, lines: 1 }
  }
}
