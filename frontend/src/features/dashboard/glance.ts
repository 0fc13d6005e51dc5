import type { Question, Student } from '../../api/types'

/** What the room has done, in figures. */
export interface Glance {
  seen: number
  /** Students with a record. */
  started: number
  /** Records sent in all, also those that a later one replaced. */
  attempts: number
  /** How many questions the student in the middle has sent; 0 where nobody started. */
  median: number
}

/** Returns the figures of a session. A student's records are one a question, so they count the questions sent. */
export function glance(students: Student[], questions: Question[]): Glance {
  const counts = students
    .map(({ records }) => records)
    .filter((records) => records > 0)
    .sort((a, b) => a - b)
  return {
    seen: students.length,
    started: counts.length,
    attempts: questions.reduce((sum, { attempts }) => sum + attempts, 0),
    median: counts[Math.floor((counts.length - 1) / 2)] ?? 0,
  }
}
