import type { RecordQuery } from '../../../api/types'
import type { Filter, Sort, TimeChoice } from '../route/route'

const MINUTE = 60_000

/** What a list of records shows: all of a record query but the moment. */
export interface ListRequest {
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

/** Returns the first and the last moment of a choice of time, as stamps; '' for no bound. now is in milliseconds. */
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
      // The field counts in minutes, and the whole last minute belongs to the range.
      return { since: stamp(time.since, 0), until: stamp(time.until, MINUTE - 1) }
    default:
      return { since: '', until: '' }
  }
}

/** Returns the part within which the answers of a filter are grouped: the only one that it names; 0 for all parts. */
export function partOf({ parts }: Filter): number {
  return parts.length === 1 ? (parts[0] ?? 0) : 0
}

/** Returns the query for the records of a request as of a moment; '' means now, which is given in milliseconds. */
export function recordQuery(
  { sessionId, filter, sort, openedAt }: ListRequest,
  asOf: string,
  now: number,
): RecordQuery {
  return {
    sessionId,
    partIds: filter.parts,
    studentIds: filter.students,
    sections: filter.sections,
    questions: filter.questions,
    verdicts: filter.verdicts,
    labels: filter.labels,
    types: filter.types,
    text: filter.text,
    name: filter.name,
    ...timesOf(filter.time, openedAt, asOf === '' ? now : new Date(asOf).getTime()),
    sort: sort.key,
    ascending: sort.ascending,
    asOf,
    offset: 0,
    limit: 0,
  }
}
