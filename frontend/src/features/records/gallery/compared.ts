import type { StudentRecord } from '../../../api/types'
import { kindOf } from '../../../components/answer/kinds/registry'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'

/** So many answers are compared at most; more would be too small to see. */
export const MAX_COMPARED = 4

/** Returns the answers to compare with one more, or without it; undefined where there are as many as there may be. */
export function compareWith(chosen: StudentRecord[], record: StudentRecord): StudentRecord[] | undefined {
  const others = chosen.filter(({ id }) => id !== record.id)
  if (others.length < chosen.length) return others
  return chosen.length < MAX_COMPARED ? [...chosen, record] : undefined
}

/** Returns the records of some ids that a list has, in the order of the ids, as many as are compared at most. */
export function namedRecords(state: ListState, ids: number[]): StudentRecord[] {
  const records = ids.map((id) => recordAt(state, indexOfRecord(state, id)))
  return records.filter((record) => record !== undefined).slice(0, MAX_COMPARED)
}

/** Reports whether some answers can be compared as a diff: two or more, all of them read line by line. */
export function areDiffable(chosen: StudentRecord[]): boolean {
  return chosen.length > 1 && chosen.every(({ type }) => kindOf(type).isDiffable)
}
