import { referenceOf } from '../../../components/answer/reference'
import { kindOf } from '../../../components/answer/kinds/registry'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'

/** The most answers that are compared at once; more would be too small to read. */
export const MAX_COMPARED = 4

/** Returns the compared answers with record added, or removed if it is among them; undefined if there are too many. */
export function compareWith(chosen: RecordView[], record: RecordView): RecordView[] | undefined {
  const others = chosen.filter(({ id }) => id !== record.id)
  if (others.length < chosen.length) return others
  return chosen.length < MAX_COMPARED ? [...chosen, record] : undefined
}

/** Returns the records of a list with these ids, in the order of the ids; at most MAX_COMPARED. */
export function namedRecords(state: ListState, ids: number[]): RecordView[] {
  const records = ids.map((id) => recordAt(state, indexOfRecord(state, id)))
  return records.filter((record) => record !== undefined).slice(0, MAX_COMPARED)
}

/** Reports whether answers can be compared as a diff: at least two, all of them read line by line. */
export function areDiffable(chosen: RecordView[]): boolean {
  return chosen.length > 1 && chosen.every(({ type }) => kindOf(type).isDiffable)
}

/** Returns the answer that the others are compared with: a right one, else the one that most students gave. */
export function referenceAmong(chosen: RecordView[]): RecordView | undefined {
  return referenceOf(chosen.map((record) => ({ record, count: record.alike, verdict: record.verdict })))
    ?.record
}
