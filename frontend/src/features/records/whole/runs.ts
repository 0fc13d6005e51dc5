import { type ListState, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import type { SortKey } from '../route/route'

/** What records stand together by, if the list has an order that brings them together. */
export type RunBy = 'question' | 'student'

/** Returns what records of a list in this order stand together by; undefined if nothing. */
export function runByOf(key: SortKey): RunBy | undefined {
  return key === 'question' || key === 'student' ? key : undefined
}

const runOf = (record: RecordView, by: RunBy) => (by === 'question' ? record.question : record.studentId)

/**
 * Reports whether a run begins with the record at an index, so that a heading stands above it. Where the record before
 * is not read, none does: a heading that came later would move what is read.
 */
export function beginsRun(state: Pick<ListState, 'pages'>, index: number, by: RunBy | undefined): boolean {
  const record = recordAt(state, index)
  if (by === undefined || !record) return false
  if (index === 0) return true
  const before = recordAt(state, index - 1)
  return before !== undefined && runOf(before, by) !== runOf(record, by)
}
