import { useCallback, useState } from 'react'
import { client } from '../../../api/client'
import { notifyError } from '../../../components/notify'
import {
  type Anchor,
  anchorAt,
  everything,
  isPicked,
  nothing,
  pick,
  type Picked,
  type PickedRecord,
  placeOfAnchor,
} from './picked'
import { recordQuery, type Wanted } from '../list/query'
import { type ListState, recordAt } from '../../../api/recordList'
import { type Ask, readStretch } from '../../../api/pageRange'

type Known = (PickedRecord | undefined)[]

function isWhole(known: Known): known is PickedRecord[] {
  return known.every((record) => record !== undefined)
}

/** Reads a stretch of the list that was not in sight as a whole; what is known of it are its two ends. */
async function read(state: ListState, wanted: Wanted, from: number, known: Known): Promise<PickedRecord[]> {
  const query = recordQuery(wanted, state.asOf, Date.now())
  const ask: Ask = (offset, limit) => client.pageOfRecords({ ...query, offset, limit })
  const total = state.asOf === '' ? 0 : state.total
  const { records } = await readStretch(ask, total, from, from + known.length)
  const start = records.findIndex(({ id }) => id === known[0]?.id)
  const end = records.findLastIndex(({ id }) => id === known.at(-1)?.id)
  return records.slice(Math.max(0, start), end < 0 ? undefined : end + 1)
}

/** What can be selected of a list, and is. */
export interface Picking {
  picked: Picked
  /** Selects one record or lets it go; with isRange all between it and start, usually the last such one. */
  pickAt: (index: number, isRange: boolean, start?: number) => void
  pickAll: () => void
  clear: () => void
}

/** Returns the selection of a list. Another filter has none. */
export function usePicking(state: ListState, wanted: Wanted): Picking {
  const name = JSON.stringify([wanted.sessionId, wanted.filter])
  const [held, setHeld] = useState({ of: name, picked: nothing, anchor: undefined as Anchor | undefined })
  const isOurs = held.of === name
  const picked = isOurs ? held.picked : nothing
  const last = placeOfAnchor(state, isOurs ? held.anchor : undefined)

  const change = useCallback(
    (next: (picked: Picked) => Picked, anchor?: Anchor) =>
      setHeld((before) => ({ of: name, picked: next(before.of === name ? before.picked : nothing), anchor })),
    [name],
  )
  const pickAt = useCallback(
    (index: number, isRange: boolean, start = last) => {
      if (isRange && start >= 0) {
        const [from, to] = [Math.min(start, index), Math.max(start, index)]
        const known = Array.from({ length: to - from + 1 }, (_, i) => recordAt(state, from + i))
        const take = (records: PickedRecord[]) =>
          change((before) => pick(before, records, true), anchorAt(state, start))
        if (isWhole(known)) take(known)
        else void read(state, wanted, from, known).then(take, notifyError)
        return
      }
      const record = recordAt(state, index)
      if (record)
        change((before) => pick(before, [record], !isPicked(before, record.id)), anchorAt(state, index))
    },
    [state, wanted, last, change],
  )
  const pickAll = useCallback(() => change(() => everything), [change])
  const clear = useCallback(() => change(() => nothing), [change])
  return { picked, pickAt, pickAll, clear }
}
