import { useStudents } from '../../../api/queries'
import { useRecordFacets } from '../../../api/recordQueries'
import type { Picked } from './picked'
import { recordQuery, type Wanted } from '../list/query'
import { studentsIn, studentsOf } from './payload'

/** Returns the ids of the students whose records are selected; undefined while that is not known. */
export function useStudentsOf(picked: Picked, wanted: Wanted, asOf: string): number[] | undefined {
  const isAll = picked.all && asOf !== ''
  const { data: facets } = useRecordFacets(recordQuery(wanted, asOf, 0), isAll)
  const { data: students } = useStudents(wanted.sessionId, isAll)
  if (!picked.all) return studentsOf(picked)
  if (!isAll || !facets || !students) return undefined
  const all = studentsIn(facets.students, picked)
  const own = wanted.filter.students
  // A facet counts as if its own filter were not there: of chosen students, only those count.
  return own.length === 0 ? all : all.filter((id) => own.includes(id))
}
