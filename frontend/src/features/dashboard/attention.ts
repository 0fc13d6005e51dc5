import type { AttentionLine, AttentionMember, HelpQueue } from '../../api/types'

/** Returns the key of a line, which stays while its figures change: its reason and, if it is about one, the student. */
export function lineKey({ reason, visited, members, question, group, groupKey }: AttentionLine): string {
  const who = members.length === 1 ? members[0]?.studentId : `many ${question} ${group} ${groupKey}`
  return `${visited ? 'visited' : reason} ${who}`
}

/** Returns whether the teacher was with a student, and nothing has happened since. */
export function isVisited({ visitedAt }: AttentionMember): boolean {
  return visitedAt !== ''
}

/**
 * Returns the lines that somebody reads, with what is known now of their students: no line moves, dissolves or goes, so
 * that what was aimed at is what is hit. Who needs nothing any more stands there as before.
 */
export function heldLines(held: readonly AttentionLine[], now: readonly AttentionLine[]): AttentionLine[] {
  const known = new Map(
    now.flatMap((line) => line.members.map((member) => [member.studentId, { line, member }] as const)),
  )
  return held.map((line) => ({
    ...line,
    members: line.members.map((before) => {
      const found = known.get(before.studentId)
      return found && (found.line.visited || found.line.reason === line.reason) ? found.member : before
    }),
  }))
}

/** Returns how many of the students who need the teacher now are not in the lines that are held. */
export function countWaiting(held: readonly AttentionLine[], now: readonly AttentionLine[]): number {
  const shown = new Set(held.flatMap(({ members }) => members.map(({ studentId }) => studentId)))
  const needy = now.filter(({ visited }) => !visited).flatMap(({ members }) => members)
  return new Set(needy.map(({ studentId }) => studentId).filter((id) => !shown.has(id))).size
}

/** Returns whether the queue of help has something to say: not while nobody has asked for help lately. */
export function hasQueue({ pausedAt, helped }: HelpQueue, lines: readonly AttentionLine[]): boolean {
  return pausedAt !== '' || helped > 0 || lines.some(({ reason, visited }) => reason === 'help' && !visited)
}

/** Returns how many students need the teacher. A visited student does not, until something new happens. */
export function countNeedy(lines: readonly AttentionLine[]): number {
  const needy = lines.filter(({ visited }) => !visited).flatMap(({ members }) => members)
  return new Set(needy.map(({ studentId }) => studentId)).size
}

/** Returns the time since when all members wait: that of the member who has waited for the shortest time. */
export function latestOf(members: readonly AttentionMember[]): string {
  return members.reduce((latest, { since }) => (since > latest ? since : latest), '')
}

/** Returns the least number of attempts among members. */
export function leastAttempts(members: readonly AttentionMember[]): number {
  return Math.min(...members.map(({ attempts }) => attempts))
}
