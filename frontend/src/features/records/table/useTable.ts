import { useCallback, useEffect, useRef, useState } from 'react'
import { recordAt } from '../../../api/recordList'
import { appNow } from '../../../lib/clock'
import { recordQuery, type ListRequest } from '../list/query'
import { useCursor } from '../list/useCursor'
import { useRecordPages } from '../list/useRecordPages'
import type { WaitReason } from '../list/Waiting'
import { isNewestFirst } from '../route/route'
import type { ViewProps } from '../route/view'
import { countSelected } from '../selection/listSelection'
import { selectionOf } from '../selection/selectionOf'
import { useSelection } from '../selection/useSelection'

interface Holds {
  isReading: boolean
  isSelecting: boolean
  isAway: boolean
  isSorted: boolean
}

/** Returns why new records wait. */
function reasonOf({ isReading, isSelecting, isAway, isSorted }: Holds): WaitReason {
  if (isReading) return 'waitReading'
  if (isSelecting) return 'waitSelecting'
  if (isAway) return 'waitScrolled'
  return isSorted ? 'waitSorted' : 'waitPointed'
}

/**
 * Returns the list of the table and all actions on it. The list stands still while a record is open, records are
 * selected, it is scrolled down, or the reader is in it with the cursor, the pointer or the focus.
 */
export function useTable({ session, route, goTo }: Pick<ViewProps, 'session' | 'route' | 'goTo'>) {
  const { filter, sort, record: openId } = route
  const request: ListRequest = { sessionId: session.id, filter, sort, openedAt: session.openedAt }
  const [isScrolled, setScrolled] = useState(false)
  const [isHere, setHere] = useState(false)
  const [isHeld, setHeld] = useState(false)
  const visibleRows = useRef(1)
  const { state, isBehind, pages } = useRecordPages(request, isHeld)
  const selection = useSelection(state, request)
  const cursor = useCursor(state, openId)
  const count = countSelected(selection.selected, state.total)
  const isReading = openId !== undefined
  const isAway = isScrolled || cursor.at >= 0
  const mustHold = isReading || count > 0 || isAway || isHere
  if (mustHold !== isHeld) setHeld(mustHold)
  // A cursor that was set by selecting goes with the selection, so that the list goes live again.
  if (cursor.way === 'tick' && count === 0) cursor.set(-1)

  const query = () => recordQuery(request, state.asOf, appNow())
  const open = (index: number) => {
    const record = recordAt(state, index)
    cursor.set(index, record ? undefined : 'ahead')
    if (record) goTo({ record: record.id }, isReading ? 'now' : 'push')
  }
  useEffect(() => {
    if (cursor.way === 'ahead' && recordAt(state, cursor.at)) open(cursor.at)
  })
  return {
    request,
    state,
    isBehind,
    selection,
    cursor,
    count,
    isReading,
    reason: reasonOf({ isReading, isSelecting: count > 0, isAway, isSorted: !isNewestFirst(sort) }),
    query,
    /** Returns the selection as the app takes it. */
    chosen: () => selectionOf(selection.selected, query()),
    setScrolled,
    setHere,
    setVisible: useCallback(
      (first: number, last: number, count: number) => {
        visibleRows.current = count
        pages.setVisible(first, last)
      },
      [pages],
    ),
    /** Returns how many rows a page key moves by: as many as are visible. */
    rowsOfPage: () => visibleRows.current,
    retry: () => pages.retry(),
    release: () => {
      cursor.restart()
      setScrolled(false)
      pages.release()
    },
    open,
    /** Selects or deselects a row that was clicked; the keys go on from there. */
    tick: (index: number, isRange: boolean) => {
      selection.selectAt(index, isRange)
      cursor.set(index, 'tick')
    },
    /** Moves the cursor, and opens the record there if one is open. */
    move: (to: number) => (isReading ? open(to) : cursor.set(to)),
    close: () => {
      cursor.set(cursor.at)
      goTo({ record: undefined })
    },
  }
}

export type TableOfRecords = ReturnType<typeof useTable>
