import { useRef, useState } from 'react'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'

/** How the cursor was set: by selecting a row, or ahead of a record that is not read yet and opens once it is. */
type Way = 'tick' | 'ahead'

/** The cursor of a list. */
export interface Cursor {
  /** The index of the record under the cursor; -1 for none. */
  at: number
  way: Way | undefined
  set: (at: number, way?: Way) => void
  /** Lets go, as the list restarts: where the cursor is set until it has, it is set in the new list. */
  restart: () => void
  /** Returns the index that is steps further, kept within the list. */
  further: (steps: number) => number
}

interface Held {
  at: number
  openId: number | undefined
  way: Way | undefined
  /** The list that it was set in. */
  setIn: number
  /** The list that it was set for, and whether at its end. */
  generation: number
  isLast: boolean
}

/** Returns where the cursor was set, in the list as it is now; -1 if it was set in another. */
export function heldAt(held: Held, { generation, total }: Pick<ListState, 'generation' | 'total'>): number {
  if (generation !== held.setIn && generation !== held.generation) return -1
  if (held.isLast && generation !== held.setIn) return total - 1
  return held.at < total ? held.at : -1
}

/**
 * Returns the cursor of a list: an index that is lost when the list restarts. If another record was opened since the
 * cursor was set, the cursor is at that record.
 */
export function useCursor(state: ListState, openId: number | undefined): Cursor {
  const { generation, total } = state
  const [held, setHeld] = useState<Held>({
    at: -1,
    openId,
    way: undefined,
    setIn: -1,
    generation: -1,
    isLast: false,
  })
  const restartsFrom = useRef(-1)
  const own = heldAt(held, state)
  const isNewer = openId === undefined || held.openId === openId || recordAt(state, own)?.id === openId
  const isOwn = own >= 0 && isNewer
  const at = isOwn || openId === undefined ? own : indexOfRecord(state, openId)
  const set = (to: number, way?: Way) =>
    setHeld({
      at: to,
      openId,
      way,
      setIn: generation,
      generation: restartsFrom.current === generation ? generation + 1 : generation,
      isLast: to === total - 1,
    })
  return {
    at,
    way: isOwn ? held.way : undefined,
    set,
    restart: () => {
      set(-1)
      restartsFrom.current = generation
    },
    further: (steps) => (at < 0 ? (steps < 0 ? total - 1 : 0) : Math.max(0, Math.min(total - 1, at + steps))),
  }
}
