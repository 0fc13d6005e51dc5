import type { Preview, StudentRecord } from '../../../api/types'

/** The two heights of a row, in pixels of the design. */
export const ROW = 36
export const TALL_ROW = 64

function hasManyLines(preview: Preview): boolean {
  return preview.text.trimEnd().includes('\n')
}

/** TeX that is higher than a line. */
const TALL_LATEX = /\\(?:begin|[dt]?frac|i*int|sum|prod|lim|over)/

/** Returns the height of a record's row, which depends on its type and preview. */
export function rowHeight({ type, preview }: StudentRecord): number {
  if (preview.broken !== '') return ROW
  switch (type) {
    case 'image':
      return TALL_ROW
    case 'table':
    case 'ndarray':
      return preview.rows.length > 1 || type === 'table' ? TALL_ROW : ROW
    case 'code':
      return hasManyLines(preview) ? TALL_ROW : ROW
    case 'latex':
      return TALL_LATEX.test(preview.text) && !preview.cut ? TALL_ROW : ROW
    default:
      return ROW
  }
}
