import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect } from 'react'
import { type ListState, recordAt } from '../../../api/recordList'
import { useScale } from '../../../lib/preferences'

/** Rows above and below what is seen: their answers are there before they come into sight. */
const OVERSCAN = 3

/**
 * How high a row is thought to be before it is drawn. It is the same for all, read or not, so that reading a page moves
 * nothing.
 */
const GUESS = 132

/** The height of a heading, which lies over the top of the list. */
export const HEADING = 32

export type WholeRows = Virtualizer<HTMLDivElement, HTMLDivElement>

/**
 * Returns the drawn rows of the list with their places, each as high as it is; scrolls to the top when the list restarts.
 * head is the height of what lies over the top of the list.
 */
export function useWholeRows(
  state: ListState,
  ref: RefObject<HTMLDivElement | null>,
  head: number,
  onVisible: (first: number, last: number, count: number) => void,
): WholeRows {
  const scale = useScale()
  const guess = scale(GUESS)
  // A height belongs to a record, wherever it comes to stand.
  const { pages } = state
  const key = useCallback((i: number) => recordAt({ pages }, i)?.id ?? `waiting ${String(i)}`, [pages])
  const rows = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: state.total,
    getScrollElement: () => ref.current,
    getItemKey: key,
    estimateSize: () => guess,
    scrollPaddingStart: head,
    overscan: OVERSCAN,
  })
  useLayoutEffect(() => rows.measure(), [rows, guess])
  useLayoutEffect(() => {
    ref.current?.scrollTo({ top: 0 })
  }, [ref, state.generation])
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onVisible(first, last, 1), [first, last, onVisible, state.generation])
  return rows
}

/** Scrolls so that a row begins at the top, below the heading; not at all if it is seen whole. */
export function scrollToRow(rows: WholeRows, element: HTMLElement | null, index: number, head: number): void {
  if (!element) return
  const { start = -1, end = Infinity } = rows.measurementsCache[index] ?? {}
  const { scrollTop, clientHeight } = element
  if (start >= scrollTop + head && end <= scrollTop + clientHeight) return
  rows.scrollToIndex(index, { align: 'start' })
}
