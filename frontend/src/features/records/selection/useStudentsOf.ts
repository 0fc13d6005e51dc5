import { useStudents } from '../../../api/queries'
import { useRecordFacets } from '../../../api/recordQueries'
import { recordQuery, type ListRequest } from '../list/query'
import type { ListSelection } from './listSelection'
import { studentsIn, studentsOf } from './selectionOf'

/** Returns the ids of the students whose records are selected; undefined while not known. */
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
  // The counts of students ignore the filter by students, so it is applied here.
  return own.length === 0 ? all : all.filter((id) => own.includes(id))
}
