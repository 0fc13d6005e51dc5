import type { RecordView } from '../../../api/types'
import { kindOf } from '../../../components/answer/kinds/registry'

/** The two heights of a row, in pixels of the design. */
export const ROW = 36
export const TALL_ROW = 64

/** Returns the height of a record's row, from its type and what is previewed of it. */
export function rowHeight({ type, preview }: RecordView): number {
  return preview.broken === '' && kindOf(type).isTall(preview) ? TALL_ROW : ROW
}
