import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useScale } from '../../../lib/preferences'
import { type ListState, recordAt } from '../../../api/recordList'
import { ROW, rowHeight } from './rowHeight'

const OVERSCAN = 8

/** The height of the names of the columns, which lie over the top of the list. */
export const HEAD = 32

type Rows = Virtualizer<HTMLDivElement, Element>

/** Returns the heights of the rows of a page, as one name that tells whether they changed. */
function heightsOf(state: ListState, page: number): string {
  return (state.pages.get(page) ?? []).map((record) => rowHeight(record)).join()
}

/** What is known of the heights of a list's rows, page by page. */
interface Known {
  name: string
  pages: ListState['pages']
  heights: Map<number, string>
}

/** Notes the heights of the pages that were read since. Returns whether any is another than before. */
function note(known: Known, state: ListState): boolean {
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

/** Measures anew, and moves the sight by as much as what stands at its top has moved. */
function measureAround(rows: Rows, element: HTMLElement, head: number): void {
  const top = element.scrollTop
  const { index = 0, start: before = 0 } = rows.getVirtualItemForOffset(top + head) ?? {}
  rows.measure()
  rows.getTotalSize() // which takes the measures
  const moved = (rows.measurementsCache[index]?.start ?? before) - before
  if (moved !== 0 && top > 0) element.scrollTop = top + moved
}

/**
 * Keeps the rows' places true. A row that is not read yet has the lower height; when it is read and higher,
 * what stands at the top of the sight stays there.
 */
function useHeights(rows: Rows, state: ListState, ref: RefObject<HTMLDivElement | null>, head: number) {
  const known = useRef<Known>({ name: '', pages: new Map(), heights: new Map() })
  useLayoutEffect(() => {
    const name = `${state.generation} ${head}`
    const isNew = known.current.name !== name
    if (isNew) known.current = { name, pages: new Map(), heights: new Map() }
    const hasChanged = note(known.current, state)
    if (isNew) rows.measure()
    else if (hasChanged && ref.current) measureAround(rows, ref.current, head)
  }, [rows, state, ref, head])
}

/** Returns what of the list is in sight, and where; it goes to the top when the list begins anew. */
export function useRows(
  state: ListState,
  ref: RefObject<HTMLDivElement | null>,
  onSight: (first: number, last: number, inSight: number) => void,
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
  const inSight = Math.max(1, (rows.range?.endIndex ?? 0) - (rows.range?.startIndex ?? 0))
  useEffect(() => onSight(first, last, inSight), [first, last, inSight, onSight, state.generation])
  return rows
}
