import { useEffect } from 'react'
import { useStudents } from '../../../api/queries'
import type { Student } from '../../../api/types'
import type { RecordsRoute } from '../route/route'
import type { GoTo } from '../route/useRecordsRoute'

/** Returns the ids of the students for whom those of the ids count by now, each once. */
export function countingFor(students: Pick<Student, 'id' | 'mergedFrom'>[], ids: number[]): number[] {
  const now = new Map(students.flatMap(({ id, mergedFrom }) => mergedFrom.map((merged) => [merged.id, id])))
  return [...new Set(ids.map((id) => now.get(id) ?? id))]
}

/** Keeps a filter by students true when one of them was merged into another: that one has the records now. */
export function useFollowMerges(sessionId: number, { filter }: RecordsRoute, goTo: GoTo): void {
  const { data: students } = useStudents(sessionId, filter.students.length > 0)
  useEffect(() => {
    const now = countingFor(students ?? [], filter.students)
    if (now.join() !== filter.students.join()) goTo({ filter: { ...filter, students: now } })
  }, [students, filter, goTo])
}
