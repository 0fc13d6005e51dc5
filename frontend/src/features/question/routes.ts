import type { AnswerGroup } from '../../api/types'

/** The most answers that are compared at once, and the fewest. */
export const MAX_COMPARED = 4
export const MIN_COMPARED = 2

/** Returns the address of the gallery that compares the answers of some groups side by side. */
export function compareRoute(question: string, partId: number, groups: AnswerGroup[]): string {
  const search = new URLSearchParams({ question })
  if (partId !== 0) search.append('part', String(partId))
  for (const { recordId, members } of groups) {
    const member = members.find((one) => one.recordId === recordId)
    if (member) search.append('student', String(member.student.id))
    search.append('compare', String(recordId))
  }
  return `/records/gallery?${search.toString()}`
}
