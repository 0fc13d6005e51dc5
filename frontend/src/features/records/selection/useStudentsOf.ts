import { useStudents } from '../../../api/queries'
import { useRecordFacets } from '../../../api/recordQueries'
import type { ListSelection } from './listSelection'
import { recordQuery, type ListRequest } from '../list/query'
import { studentsIn, studentsOf } from './selectionOf'

/** Returns the ids of the students whose records are selected; undefined while that is not known. */
export function useStudentsOf(
  selected: ListSelection,
  request: ListRequest,
  asOf: string,
): number[] | undefined {
  const isAll = selected.all && asOf !== ''
  const { data: facets } = useRecordFacets(recordQuery(request, asOf, 0), isAll)
  const { data: students } = useStudents(request.sessionId, isAll)
  if (!selected.all) return studentsOf(selected)
  if (!isAll || !facets || !students) return undefined
  const all = studentsIn(facets.students, selected)
  const own = request.filter.students
  // A facet counts as if its own filter were not there: of chosen students, only those count.
  return own.length === 0 ? all : all.filter((id) => own.includes(id))
}
