import type { QuestionQuery, RecordView } from '../../api/types'
import type { Judged } from './reasons'
import type { MarkedGroup } from './useMarking'

/** Returns what is said of a record's verdict. partId is the part within which answers are grouped; 0 means all. */
export function judgedRecord(record: RecordView, partId: number): Judged & MarkedGroup {
  const { sessionId, question, groupKey, alike, label, verdict, reason } = record
  const query: QuestionQuery = { sessionId, partId, question }
  const marked = reason.code === 'marked' ? verdict : ''
  return { query, key: groupKey, count: alike, label, marked, verdict, reason }
}

/** Reports whether the group of a record is known, so that it can be marked. */
export const isGrouped = ({ graded, groupKey }: RecordView): boolean => graded && groupKey !== ''
