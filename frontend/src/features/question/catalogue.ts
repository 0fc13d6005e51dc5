import type { BoardQuestion } from '../../api/types'

/** A question as the catalogue knows it. */
export type Entry = Pick<BoardQuestion, 'label' | 'title' | 'order'>

/** Returns a list with one of its items at another place; places beyond the ends are the ends. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.min(list.length - 1, Math.max(0, to))
  const item = list[from]
  return item === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(place, 0, item)
}

/** Returns the entries whose place in the order must be set for the questions to stand as in the list. */
export function changedPlaces(list: readonly Entry[]): Entry[] {
  return list
    .map((entry, i) => ({ ...entry, order: i + 1 }))
    .filter(({ order }, i) => order !== list[i]?.order)
}
