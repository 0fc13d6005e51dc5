import type { PathStep, Student, StudentRecord } from '../../../api/types'
import { searchKey } from '../../../lib/searchKey'

/** A line of a student's path: a record, or a question that was not sent. */
export interface PathLine {
  /** Tells it from the others. */
  key: string
  step: PathStep
  /** The record; undefined where the question was not sent. */
  record: StudentRecord | undefined
  /** The question that is the student's next: the first one not sent after the last one sent. */
  isNext: boolean
}

/** Returns a student's path as lines: a question in several parts has one for each. */
export function linesOf(steps: PathStep[]): PathLine[] {
  const lastSent = steps.findLastIndex(({ records }) => records.length > 0)
  const next = steps.findIndex(({ records }, i) => i > lastSent && records.length === 0)
  return steps.flatMap((step, i): PathLine[] =>
    step.records.length === 0
      ? [{ key: step.question, step, record: undefined, isNext: i === next }]
      : step.records.map((record) => ({
          key: `${step.question} ${record.id}`,
          step,
          record,
          isNext: false,
        })),
  )
}

/** The sums of a path. */
export interface PathSums {
  sent: number
  of: number
  attempts: number
  /** When the last record came in; '' for none. */
  lastAt: string
}

/** Returns the sums of a path. */
export function sumsOf(steps: PathStep[]): PathSums {
  const records = steps.flatMap((step) => step.records)
  return {
    sent: steps.filter((step) => step.records.length > 0).length,
    of: steps.length,
    attempts: records.reduce((sum, { attempts }) => sum + attempts, 0),
    lastAt: records.reduce((last, { receivedAt }) => (receivedAt > last ? receivedAt : last), ''),
  }
}

/** Returns how long bars are, in per cent of the longest time or median of a path; 0 for no time. */
export function shareOf(seconds: number, steps: PathStep[]): number {
  const longest = Math.max(...steps.flatMap(({ secondsTaken, medianTaken }) => [secondsTaken, medianTaken]))
  return seconds < 0 || longest <= 0 ? 0 : Math.round((100 * seconds) / longest)
}

/** Returns the students whose name, as it is shown, or device has the words. */
export function findStudents(
  students: Student[],
  words: string,
  nameOf: (student: Student) => string,
): Student[] {
  const sought = searchKey(words)
  return students.filter((student) => searchKey(`${nameOf(student)} ${student.device}`).includes(sought))
}
