import type { AttentionLine, AttentionMember } from '../../api/types'

/** One row of the list: a student, or several who wait with the same answer. */
export interface Waiting {
  key: string
  reason: string
  question: string
  /** Whether they wait for help. */
  isHelp: boolean
  members: AttentionMember[]
}

/** Returns the rows of a list: those who wait with one answer stay one row, all others have a row each. */
export function rowsOf(attention: readonly AttentionLine[]): Waiting[] {
  return attention.flatMap(({ reason, visited, question, groupKey, members }) => {
    const isHelp = reason === 'help' && !visited
    if (isHelp && groupKey !== '' && members.length > 1)
      return [{ key: `${question} ${groupKey}`, reason, question, isHelp, members }]
    return members.map((member) => ({
      key: String(member.studentId),
      reason,
      question: member.question,
      isHelp,
      members: [member],
    }))
  })
}

/** Returns whether somebody goes to all of a row. */
export const isTaken = ({ members }: Waiting): boolean => members.every(({ takenAt }) => takenAt !== '')

/** Returns whether the asker is on the way to somebody of a row. */
export const isMine = ({ members }: Waiting, me: string): boolean =>
  members.some(({ takenAt, helper }) => takenAt !== '' && helper === me)

/** Returns the row that is at hand: that of whom the asker goes to; else the first to whom nobody goes. */
export function atHand(rows: readonly Waiting[], me: string): Waiting | undefined {
  const queue = rows.filter(({ isHelp }) => isHelp)
  return queue.find((row) => isMine(row, me)) ?? queue.find((row) => !isTaken(row))
}

/** Returns why one student may need somebody; undefined if nothing says so. */
export function rowOf(attention: readonly AttentionLine[], studentId: number): Waiting | undefined {
  const row = rowsOf(attention).find(({ members }) => members.some((one) => one.studentId === studentId))
  return row && { ...row, members: row.members.filter((one) => one.studentId === studentId) }
}
