import { useCallback, useState } from 'react'
import { client } from '../../api/client'
import { notifyError } from '../../components/notify'
import { everything, isPicked, nothing, pick, type Picked, type PickedRecord } from './picked'
import { recordQuery, type Wanted } from './query'
import { type ListState, recordAt } from './recordPages'
import { type Ask, readStretch } from './stretch'

/** Returns the records of a stretch of the list; those that were never in sight are asked for. */
async function stretch(state: ListState, wanted: Wanted, from: number, to: number): Promise<PickedRecord[]> {
  const known = Array.from({ length: to - from + 1 }, (_, i) => recordAt(state, from + i))
  if (known.every((record) => record !== undefined)) return known
  const query = recordQuery(wanted, state.asOf, Date.now())
  const ask: Ask = (offset, limit) => client.pageOfRecords({ ...query, offset, limit })
  const { records } = await readStretch(ask, state.asOf === '' ? 0 : state.total, from, to + 1)
  const start = records.findIndex(({ id }) => id === known[0]?.id)
  const end = records.findLastIndex(({ id }) => id === known.at(-1)?.id)
  return records.slice(Math.max(0, start), end < 0 ? undefined : end + 1)
}

/** What can be selected of a list, and is. */
export interface Picking {
  picked: Picked
  /** Selects one record or lets it go; with isRange all from the last such one to it. */
  pickAt: (index: number, isRange: boolean) => void
  pickAll: () => void
  clear: () => void
}

/** Returns the selection of a list. Another filter has none. */
export function usePicking(state: ListState, wanted: Wanted): Picking {
  const name = JSON.stringify([wanted.sessionId, wanted.filter])
  const [held, setHeld] = useState({ of: name, picked: nothing, anchor: -1 })
  const { picked, anchor } = held.of === name ? held : { picked: nothing, anchor: -1 }

  const pickAt = useCallback(
    (index: number, isRange: boolean) => {
      if (isRange && anchor >= 0) {
        void stretch(state, wanted, Math.min(anchor, index), Math.max(anchor, index)).then(
          (records) => setHeld({ of: name, picked: pick(picked, records, true), anchor }),
          notifyError,
        )
        return
      }
      const record = recordAt(state, index)
      if (!record) return
      const isOn = !isPicked(picked, record.id)
      setHeld({ of: name, picked: pick(picked, [record], isOn), anchor: index })
    },
    [state, wanted, name, picked, anchor],
  )
  const pickAll = useCallback(() => setHeld({ of: name, picked: everything, anchor: -1 }), [name])
  const clear = useCallback(() => setHeld({ of: name, picked: nothing, anchor: -1 }), [name])
  return { picked, pickAt, pickAll, clear }
}
