import type { Facet, RecordQuery, Selection } from '../../../api/types'
import type { ListSelection } from './listSelection'

/** Returns a selection as the app takes it; query is that of the list on the screen. */
export function selectionOf(selected: ListSelection, query: RecordQuery): Selection {
  const ids = [...selected.named.keys()]
  return { query, all: selected.all, ids: selected.all ? [] : ids, exceptIds: selected.all ? ids : [] }
}

/** Returns the ids of the students whose records are selected one by one, each once. */
export function studentsOf(selected: ListSelection): number[] {
  return selected.all ? [] : [...new Set([...selected.named.values()].map(({ studentId }) => studentId))]
}

/** Returns the ids of the students with a selected record, if all matching records but some are selected. */
export function studentsIn(matching: Pick<Facet, 'id' | 'records'>[], { named }: ListSelection): number[] {
  const leftOut = new Map<number, number>()
  for (const { studentId } of named.values()) leftOut.set(studentId, (leftOut.get(studentId) ?? 0) + 1)
  return matching.filter(({ id, records }) => records > (leftOut.get(id) ?? 0)).map(({ id }) => id)
}
