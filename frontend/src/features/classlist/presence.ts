import type { ClassPerson } from '../../api/types'

/** What is known of a person of the list in a session. */
export type Presence = 'present' | 'notStarted' | 'absent'

/** Returns whether a person has sent an answer, or was seen only, or neither. */
export function presenceOf({ students, records }: Pick<ClassPerson, 'students' | 'records'>): Presence {
  if (records > 0) return 'present'
  return students.length > 0 ? 'notStarted' : 'absent'
}
