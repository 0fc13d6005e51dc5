import type { StudentRecord } from '../../../api/types'
import { kindOf } from '../../../components/answer/kinds/registry'

/** The two heights of a row, in pixels of the design. */
export const ROW = 36
export const TALL_ROW = 64

/** Returns the height of a record's row, from its type and what is previewed of it. */
export function rowHeight({ type, preview }: StudentRecord): number {
  return preview.broken === '' && kindOf(type).isTall(preview) ? TALL_ROW : ROW
}
