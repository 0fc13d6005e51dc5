import type { AttentionLine, AttentionMember } from '../../api/types'
import { stableOrder } from '../../lib/stableOrder'

/** How many lines the list shows before it is asked for more. */
export const SHOWN = 6

/** Returns what a line is known by while its figures change: its reason, and who, where it is one student. */
export function lineKey({ reason, visited, members, question, group }: AttentionLine): string {
  const who = members.length === 1 ? members[0]?.studentId : `many ${question} ${group}`
  return `${visited ? 'visited' : reason} ${who}`
}

/** Returns the lines in the order held: what is new comes after what was there, what is gone leaves. */
export function heldLines(lines: readonly AttentionLine[], held: readonly string[]): AttentionLine[] {
  const byKey = new Map(lines.map((line) => [lineKey(line), line]))
  return stableOrder(held, [...byKey.keys()]).flatMap((key) => byKey.get(key) ?? [])
}

/** Returns how many students need the teacher: those visited do not, until something new happens. */
export function countNeedy(lines: readonly AttentionLine[]): number {
  const needy = lines.filter(({ visited }) => !visited).flatMap(({ members }) => members)
  return new Set(needy.map(({ studentId }) => studentId)).size
}

/** Returns the time of the member who waits for the shortest time: all others wait for longer. */
export function latestOf(members: readonly AttentionMember[]): string {
  return members.reduce((latest, { since }) => (since > latest ? since : latest), '')
}

/** Returns the least number of attempts among members. */
export function leastAttempts(members: readonly AttentionMember[]): number {
  return Math.min(...members.map(({ attempts }) => attempts))
}
