import { useStudents } from '../../api/queries'
import { useRecordFacets } from '../../api/recordQueries'
import type { Picked } from './picked'
import { recordQuery, studentsOf, type Wanted } from './query'

/**
 * Returns the ids of the students whose records are selected; undefined while that is not known, or where
 * some of all are left out: then only the store could tell.
 */
export function useStudentsOf(picked: Picked, wanted: Wanted, asOf: string): number[] | undefined {
  const isAll = picked.all && picked.named.size === 0 && asOf !== ''
  const own = wanted.filter.students
  const { data: facets } = useRecordFacets(recordQuery(wanted, asOf, 0), isAll)
  const { data: students } = useStudents(wanted.sessionId, isAll)
  if (!picked.all) return studentsOf(picked)
  if (!isAll || !facets || !students) return undefined
  // A facet counts as if its own filter were not there: of chosen students, only those count.
  const ids = facets.students.filter(({ records }) => records > 0).map(({ id }) => id)
  return own.length === 0 ? ids : ids.filter((id) => own.includes(id))
}
