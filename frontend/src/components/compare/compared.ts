import type { RecordView } from '../../api/types'
import { kindOf } from '../answer/kinds/registry'
import { referenceOf } from '../answer/reference'

/** An answer that is compared with others: a record, or one that stands for its group. */
export type Compared = Pick<
  RecordView,
  | 'id'
  | 'receivedAt'
  | 'type'
  | 'preview'
  | 'verdict'
  | 'label'
  | 'alike'
  | 'groupKey'
  | 'student'
  | 'studentNumber'
>

/** The most answers that are compared at once, more would be too small to read; and the fewest. */
export const MAX_COMPARED = 4
export const MIN_COMPARED = 2

/** Returns the compared answers with one added, or removed if it is among them; undefined if there are too many. */
export function compareWith<T extends { id: number }>(chosen: T[], one: T): T[] | undefined {
  const others = chosen.filter(({ id }) => id !== one.id)
  if (others.length < chosen.length) return others
  return chosen.length < MAX_COMPARED ? [...chosen, one] : undefined
}

/** How answers can be laid over each other: as lines or as pictures; undefined if they cannot. */
export type Overlay = 'lines' | 'pictures' | undefined

/** Returns how answers can be laid over each other: at least two, all of them of one such kind. */
export function overlayOf(chosen: Pick<Compared, 'type'>[]): Overlay {
  if (chosen.length < MIN_COMPARED) return undefined
  if (chosen.every(({ type }) => kindOf(type).isDiffable)) return 'lines'
  return chosen.every(({ type }) => kindOf(type).isPicture) ? 'pictures' : undefined
}

/** Returns the answer that the others are compared with: a right one, else the one that most students gave. */
export function referenceAmong<T extends Pick<Compared, 'alike' | 'verdict'>>(chosen: T[]): T | undefined {
  return referenceOf(chosen.map((one) => ({ one, count: one.alike, verdict: one.verdict })))?.one
}

/** An answer of fewer students is never projected: the class would know whose it is. */
const FEWEST_PROJECTED = 3

/** Returns the keys of the groups that the class may see of what is compared. */
export function projectable(chosen: Pick<Compared, 'alike' | 'groupKey'>[]): string[] {
  const keys = chosen.filter(({ alike }) => alike >= FEWEST_PROJECTED).map(({ groupKey }) => groupKey)
  return [...new Set(keys)]
}
