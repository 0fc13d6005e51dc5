/** What is known of a person of the list in a session. */
export const presences = ['present', 'notStarted', 'absent'] as const
export type Presence = (typeof presences)[number]

/** Returns whether a person has sent an answer, or was seen only, or neither. */
export function presenceOf({
  students,
  records,
}: {
  students: readonly unknown[]
  records: number
}): Presence {
  if (records > 0) return 'present'
  return students.length > 0 ? 'notStarted' : 'absent'
}
