import type { DashboardQuestion, PathStep, RecordView, Student } from '../../../api/types'
import { searchKey } from '../../../lib/searchKey'

/** A line of a student's path: a record, or a question without one. */
export interface PathLine {
  /** Identifies the line. */
  key: string
  step: PathStep
  /** Undefined if the question was not sent. */
  record: RecordView | undefined
  /** This is the student's next question: the first unsent one after the last sent one. */
  isNext: boolean
}

/** Returns the steps of a path in the order of the session's questions, with those that nobody sent yet. */
export function stepsIn(steps: PathStep[], questions: Pick<DashboardQuestion, 'label'>[]): PathStep[] {
  const known = new Map(steps.map((step) => [step.question, step]))
  const labels = new Set(questions.map(({ label }) => label))
  return [
    ...questions.map(
      ({ label }) =>
        known.get(label) ?? {
          question: label,
          students: 0,
          records: [],
          secondsTaken: -1,
          medianTaken: -1,
        },
    ),
    ...steps.filter(({ question }) => !labels.has(question)),
  ]
}

/** Returns a student's path as lines; a question that was sent in several parts has a line for each. */
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
  right: number
  wrong: number
  /** When the last record came in; '' for none. */
  lastAt: string
}

/** Returns the sums of a path. */
export function sumsOf(steps: PathStep[]): PathSums {
  const records = steps.flatMap((step) => step.records)
  return {
    sent: steps.filter((step) => step.records.length > 0).length,
    of: steps.length,
    right: records.filter(({ verdict }) => verdict === 'right').length,
    wrong: records.filter(({ verdict }) => verdict === 'wrong').length,
    attempts: records.reduce((sum, { attempts }) => sum + attempts, 0),
    lastAt: records.reduce((last, { receivedAt }) => (receivedAt > last ? receivedAt : last), ''),
  }
}

/** Returns the length of a time's bar, in per cent of the longest time or median of the path; 0 for no time. */
export function shareOf(seconds: number, steps: PathStep[]): number {
  const longest = Math.max(...steps.flatMap(({ secondsTaken, medianTaken }) => [secondsTaken, medianTaken]))
  return seconds < 0 || longest <= 0 ? 0 : Math.round((100 * seconds) / longest)
}

/** Returns the students whose shown name or device contains the words. */
export function findStudents(
  students: Student[],
  words: string,
  nameOf: (student: Student) => string,
): Student[] {
  const sought = searchKey(words)
  return students.filter((student) => searchKey(`${nameOf(student)} ${student.device}`).includes(sought))
}
