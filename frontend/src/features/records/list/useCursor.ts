import { useState } from 'react'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'

/** How the cursor came where it is: by ticking a row, or ahead of its record, which opens once it is read. */
type Way = 'tick' | 'ahead'

/** Where the cursor of a list is, and how it moves. */
export interface Cursor {
  /** The place under the cursor; -1 for none. */
  at: number
  way: Way | undefined
  set: (at: number, way?: Way) => void
  /** Returns the place that is steps further, within the list. */
  further: (steps: number) => number
}

/**
 * Returns the cursor of a list: a place in it, gone when the list begins anew. When another record was opened
 * since the cursor was set, it is where that one is.
 */
export function useCursor(state: ListState, openId: number | undefined): Cursor {
  const [held, setHeld] = useState({ generation: -1, at: -1, openId, way: undefined as Way | undefined })
  const own = held.generation === state.generation && held.at < state.total ? held.at : -1
  const isNewer = openId === undefined || held.openId === openId || recordAt(state, own)?.id === openId
  const isOwn = own >= 0 && isNewer
  const at = isOwn || openId === undefined ? own : indexOfRecord(state, openId)
  return {
    at,
    way: isOwn ? held.way : undefined,
    set: (place, way) => setHeld({ generation: state.generation, at: place, openId, way }),
    further: (steps) =>
      at < 0 ? (steps < 0 ? state.total - 1 : 0) : Math.max(0, Math.min(state.total - 1, at + steps)),
  }
}
