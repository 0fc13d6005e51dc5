import { useCallback, useEffect, useRef, useState } from 'react'
import type { WaitReason } from './CountBar'
import { countSelected } from '../selection/listSelection'
import { recordQuery, type ListRequest } from '../list/query'
import { selectionOf } from '../selection/selectionOf'
import { recordAt } from '../../../api/recordList'
import { useCursor } from '../list/useCursor'
import { useSelection } from '../selection/useSelection'
import { useRecordPages } from '../list/useRecordPages'
import type { ViewProps } from '../route/view'

/** Returns why what comes in waits. */
function reasonOf(isReading: boolean, isSelecting: boolean, isAway: boolean): WaitReason {
  if (isReading) return 'waitReading'
  if (isSelecting) return 'waitSelecting'
  return isAway ? 'waitScrolled' : 'waitSorted'
}

/**
 * Returns the list of the table and all that one does in it. It stands still while one reads, selects, has
 * the cursor in it or is further down.
 */
export function useTable({ session, route, goTo }: Pick<ViewProps, 'session' | 'route' | 'goTo'>) {
  const { filter, sort, record: openId } = route
  const request: ListRequest = { sessionId: session.id, filter, sort, openedAt: session.openedAt }
  const [isScrolled, setScrolled] = useState(false)
  const [isHeld, setHeld] = useState(false)
  const rowsInSight = useRef(1)
  const { state, isBehind, pages } = useRecordPages(request, isHeld)
  const selection = useSelection(state, request)
  const cursor = useCursor(state, openId)
  const count = countSelected(selection.selected, state.total)
  const isReading = openId !== undefined
  const isAway = isScrolled || cursor.at >= 0
  const mustHold = isReading || count > 0 || isAway
  if (mustHold !== isHeld) setHeld(mustHold)
  // Where ticking set the cursor, it goes with what was ticked: the list goes on by itself.
  if (cursor.way === 'tick' && count === 0) cursor.set(-1)

  const query = () => recordQuery(request, state.asOf, Date.now())
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
    reason: reasonOf(isReading, count > 0, isAway),
    query,
    /** The selection as the app has to know it. */
    chosen: () => selectionOf(selection.selected, query()),
    setScrolled,
    look: useCallback(
      (first: number, last: number, inSight: number) => {
        rowsInSight.current = inSight
        pages.look(first, last)
      },
      [pages],
    ),
    /** How many rows a page key moves by: as many as are in sight. */
    rowsOfPage: () => rowsInSight.current,
    retry: () => pages.retry(),
    release: () => {
      cursor.set(-1)
      setScrolled(false)
      pages.release()
    },
    open,
    /** Selects a row by the mouse, or lets it go: the keys go on from there. */
    tick: (index: number, isRange: boolean) => {
      selection.selectAt(index, isRange)
      cursor.set(index, 'tick')
    },
    /** Moves the cursor, and what is open with it. */
    move: (to: number) => (isReading ? open(to) : cursor.set(to)),
    close: () => {
      cursor.set(cursor.at)
      goTo({ record: undefined })
    },
  }
}

export type TableOfRecords = ReturnType<typeof useTable>
