import { useEffect } from 'react'
import { useStudents } from '../../../api/queries'
import type { Student } from '../../../api/types'
import type { RecordsRoute } from '../route/route'
import type { GoTo } from '../route/useRecordsRoute'

/** Returns the ids with each merged student replaced by the student that it counts for, each once. */
export function countingFor(students: Pick<Student, 'id' | 'mergedFrom'>[], ids: number[]): number[] {
  const now = new Map(students.flatMap(({ id, mergedFrom }) => mergedFrom.map((merged) => [merged.id, id])))
  return [...new Set(ids.map((id) => now.get(id) ?? id))]
}

/** Changes a filter by students when one of them is merged into another, who has the records then. */
export function useFollowMerges(sessionId: number, { filter }: RecordsRoute, goTo: GoTo): void {
  const { data: students } = useStudents(sessionId, filter.students.length > 0)
  useEffect(() => {
    const now = countingFor(students ?? [], filter.students)
    if (now.join() !== filter.students.join()) goTo({ filter: { ...filter, students: now } })
  }, [students, filter, goTo])
}
