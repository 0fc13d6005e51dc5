import type { Facet, RecordQuery, Selection } from '../../../api/types'
import type { Picked } from '../selection/picked'
import type { Filter, Sort, TimeChoice } from '../route/place'

const MINUTE = 60_000

/** What a list of records is asked by: all but the moment. */
export interface Wanted {
  sessionId: number
  filter: Filter
  sort: Sort
  /** When the session was opened last; '' for never. */
  openedAt: string
}

function stamp(local: string, later: number): string {
  const at = local === '' ? NaN : new Date(local).getTime()
  return Number.isNaN(at) ? '' : new Date(at + later).toISOString()
}

/** Returns the first and the last moment of a choice of time, seen from now (milliseconds); '' for none. */
export function timesOf(
  time: TimeChoice | undefined,
  openedAt: string,
  now: number,
): { since: string; until: string } {
  switch (time?.kind) {
    case 'last':
      return { since: new Date(now - time.minutes * MINUTE).toISOString(), until: '' }
    case 'opened':
      return { since: openedAt, until: '' }
    case 'range':
      // The field names minutes, and the last one belongs to the range.
      return { since: stamp(time.since, 0), until: stamp(time.until, MINUTE - 1) }
    default:
      return { since: '', until: '' }
  }
}

/** Returns the query for records as of a moment; '' means now. */
export function recordQuery(
  { sessionId, filter, sort, openedAt }: Wanted,
  asOf: string,
  now: number,
): RecordQuery {
  return {
    sessionId,
    partIds: filter.parts,
    studentIds: filter.students,
    questions: filter.questions,
    types: filter.types,
    text: filter.text,
    ...timesOf(filter.time, openedAt, asOf === '' ? now : new Date(asOf).getTime()),
    sort: sort.key,
    ascending: sort.ascending,
    asOf,
    offset: 0,
    limit: 0,
  }
}

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
