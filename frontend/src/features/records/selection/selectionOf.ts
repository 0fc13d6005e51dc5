import type { Facet, RecordQuery, Selection } from '../../../api/types'
import type { ListSelection } from './listSelection'

/** Returns what the app has to know of a selection; query is that of the list as it is on the screen. */
export function selectionOf(selected: ListSelection, query: RecordQuery): Selection {
  const ids = [...selected.named.keys()]
  return { query, all: selected.all, ids: selected.all ? [] : ids, exceptIds: selected.all ? ids : [] }
}

/** Returns the ids of the students of some selected records, each once. */
export function studentsOf(selected: ListSelection): number[] {
  return selected.all ? [] : [...new Set([...selected.named.values()].map(({ studentId }) => studentId))]
}

/** Returns the ids of the students who have a record left where some of all that match are not selected. */
export function studentsIn(matching: Pick<Facet, 'id' | 'records'>[], { named }: ListSelection): number[] {
  const leftOut = new Map<number, number>()
  for (const { studentId } of named.values()) leftOut.set(studentId, (leftOut.get(studentId) ?? 0) + 1)
  return matching.filter(({ id, records }) => records > (leftOut.get(id) ?? 0)).map(({ id }) => id)
}
