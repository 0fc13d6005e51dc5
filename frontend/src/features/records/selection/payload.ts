import type { Facet, RecordQuery, Selection } from '../../../api/types'
import type { Picked } from './picked'

/** Returns what the app has to know of a selection; query is that of the list as it is on the screen. */
export function selectionOf(picked: Picked, query: RecordQuery): Selection {
  const ids = [...picked.named.keys()]
  return { query, all: picked.all, ids: picked.all ? [] : ids, exceptIds: picked.all ? ids : [] }
}

/** Returns the ids of the students of some selected records, each once. */
export function studentsOf(picked: Picked): number[] {
  return picked.all ? [] : [...new Set([...picked.named.values()].map(({ studentId }) => studentId))]
}

/** Returns the ids of the students who have a record left where some of all that match are not selected. */
export function studentsIn(matching: Pick<Facet, 'id' | 'records'>[], { named }: Picked): number[] {
  const leftOut = new Map<number, number>()
  for (const { studentId } of named.values()) leftOut.set(studentId, (leftOut.get(studentId) ?? 0) + 1)
  return matching.filter(({ id, records }) => records > (leftOut.get(id) ?? 0)).map(({ id }) => id)
}
