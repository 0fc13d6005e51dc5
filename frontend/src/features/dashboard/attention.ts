import type { AttentionLine, AttentionMember } from '../../api/types'
import { stableOrder } from '../../lib/stableOrder'

/** Returns the key of a line, which stays while its figures change: its reason and, if it is about one, the student. */
export function lineKey({ reason, visited, members, question, group }: AttentionLine): string {
  const who = members.length === 1 ? members[0]?.studentId : `many ${question} ${group}`
  return `${visited ? 'visited' : reason} ${who}`
}

/** Returns the lines in the kept order: new lines come last, and lines that are gone are left out. */
export function heldLines(lines: readonly AttentionLine[], held: readonly string[]): AttentionLine[] {
  const byKey = new Map(lines.map((line) => [lineKey(line), line]))
  return stableOrder(held, [...byKey.keys()]).flatMap((key) => byKey.get(key) ?? [])
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
