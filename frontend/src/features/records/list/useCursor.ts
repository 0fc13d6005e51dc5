import { useState } from 'react'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'

/** How the cursor was set: by selecting a row, or ahead of a record that is not read yet and opens once it is. */
type Way = 'tick' | 'ahead'

/** The cursor of a list. */
export interface Cursor {
  /** The index of the record under the cursor; -1 for none. */
  at: number
  way: Way | undefined
  set: (at: number, way?: Way) => void
  /** Returns the index that is steps further, kept within the list. */
  further: (steps: number) => number
}

/**
 * Returns the cursor of a list: an index that is lost when the list restarts. If another record was opened since the
 * cursor was set, the cursor is at that record.
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
    set: (to, way) => setHeld({ generation: state.generation, at: to, openId, way }),
    further: (steps) =>
      at < 0 ? (steps < 0 ? state.total - 1 : 0) : Math.max(0, Math.min(state.total - 1, at + steps)),
  }
}
