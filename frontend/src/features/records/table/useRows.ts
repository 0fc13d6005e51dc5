import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type ListState, recordAt } from '../../../api/recordList'
import { useScale } from '../../../lib/preferences'
import { ROW, rowHeight } from './rowHeight'

const OVERSCAN = 8

/** The height of the table's head, which lies over the top of the list. */
const HEAD = 32

type Rows = Virtualizer<HTMLDivElement, Element>

/** Returns the heights of a page's rows as one text, to compare them. */
function heightsOf(state: ListState, page: number): string {
  return (state.pages.get(page) ?? []).map((record) => rowHeight(record)).join()
}

/** The known heights of a list's rows, page by page. */
interface Known {
  name: string
  pages: ListState['pages']
  heights: Map<number, string>
}

/** Notes the heights of newly read pages. Reports whether any height has changed. */
function noteHeights(known: Known, state: ListState): boolean {
  let hasChanged = false
  for (const [page, records] of state.pages) {
    if (known.pages.get(page) === records) continue
    const now = heightsOf(state, page)
    hasChanged ||= now !== known.heights.get(page)
    known.heights.set(page, now)
  }
  known.pages = state.pages
  return hasChanged
}

/** Measures again, and scrolls so that the first visible row stays where it was. */
function measureAround(rows: Rows, element: HTMLElement, head: number): void {
  const top = element.scrollTop
  const { index = 0, start: before = 0 } = rows.getVirtualItemForOffset(top + head) ?? {}
  rows.measure()
  rows.getTotalSize() // this takes the measures
  const moved = (rows.measurementsCache[index]?.start ?? before) - before
  if (moved !== 0 && top > 0) element.scrollTop = top + moved
}

/**
 * Keeps the positions of the rows right. A row that is not read yet has the lower height. When it is read and turns out
 * higher, the first visible row stays where it was.
 */
function useHeights(rows: Rows, state: ListState, ref: RefObject<HTMLDivElement | null>, head: number) {
  const known = useRef<Known>({ name: '', pages: new Map(), heights: new Map() })
  useLayoutEffect(() => {
    const name = `${state.generation} ${head}`
    const isNew = known.current.name !== name
    if (isNew) known.current = { name, pages: new Map(), heights: new Map() }
    const hasChanged = noteHeights(known.current, state)
    if (isNew) rows.measure()
    else if (hasChanged && ref.current) measureAround(rows, ref.current, head)
  }, [rows, state, ref, head])
}

/** Returns the visible rows of the list with their positions; scrolls to the top when the list restarts. */
export function useRows(
  state: ListState,
  ref: RefObject<HTMLDivElement | null>,
  onVisible: (first: number, last: number, count: number) => void,
): Rows {
  const scale = useScale()
  const head = scale(HEAD)
  const rows = useVirtualizer({
    count: state.total,
    getScrollElement: () => ref.current,
    estimateSize: (i) => {
      const record = recordAt(state, i)
      return scale(record ? rowHeight(record) : ROW)
    },
    paddingStart: head,
    scrollPaddingStart: head,
    overscan: OVERSCAN,
  })
  useHeights(rows, state, ref, head)
  useLayoutEffect(() => {
    ref.current?.scrollTo({ top: 0 })
  }, [ref, state.generation])
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const count = Math.max(1, (rows.range?.endIndex ?? 0) - (rows.range?.startIndex ?? 0))
  useEffect(() => onVisible(first, last, count), [first, last, count, onVisible, state.generation])
  return rows
}
