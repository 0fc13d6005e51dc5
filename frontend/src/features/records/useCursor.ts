import { useState } from 'react'
import { type ListState, placeOfRecord, recordAt } from './recordPages'

/** Where the cursor of a list is, and how it moves. */
export interface Cursor {
  /** The place under the cursor; -1 for none. */
  at: number
  set: (at: number) => void
  /** Returns the place that is steps further, within the list. */
  further: (steps: number) => number
}

/**
 * Returns the cursor of a list: a place in it, gone when the list begins anew. With a record open it is
 * where that one is.
 */
export function useCursor(state: ListState, openId: number | undefined): Cursor {
  const [held, setHeld] = useState({ generation: -1, at: -1 })
  const own = held.generation === state.generation && held.at < state.total ? held.at : -1
  const isOwn = openId === undefined || recordAt(state, own)?.id === openId
  const at = isOwn ? own : placeOfRecord(state, openId)
  return {
    at,
    set: (place) => setHeld({ generation: state.generation, at: place }),
    further: (steps) =>
      at < 0 ? (steps < 0 ? state.total - 1 : 0) : Math.max(0, Math.min(state.total - 1, at + steps)),
  }
}
