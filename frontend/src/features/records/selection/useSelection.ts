import { useCallback, useState } from 'react'
import { client } from '../../../api/client'
import { type Ask, readRange } from '../../../api/pageRange'
import { type ListState, recordAt } from '../../../api/recordList'
import { notifyError } from '../../../components/notify'
import { appNow } from '../../../lib/clock'
import { recordQuery, type ListRequest } from '../list/query'
import {
  type Anchor,
  anchorAt,
  everything,
  isSelected,
  nothing,
  select,
  type ListSelection,
  type SelectedRecord,
  indexOfAnchor,
} from './listSelection'

type Known = (SelectedRecord | undefined)[]

function isWhole(known: Known): known is SelectedRecord[] {
  return known.every((record) => record !== undefined)
}

/** Reads a range of the list that is known only in part; its two ends are known. */
async function read(
  state: ListState,
  request: ListRequest,
  from: number,
  known: Known,
): Promise<SelectedRecord[]> {
  const query = recordQuery(request, state.asOf, appNow())
  const ask: Ask = (offset, limit) => client.pageOfRecords({ ...query, offset, limit })
  const total = state.asOf === '' ? 0 : state.total
  const { records } = await readRange(ask, total, from, from + known.length)
  const start = records.findIndex(({ id }) => id === known[0]?.id)
  const end = records.findLastIndex(({ id }) => id === known.at(-1)?.id)
  return records.slice(Math.max(0, start), end < 0 ? undefined : end + 1)
}

/** The selection of a list, and the actions that change it. */
export interface SelectionActions {
  selected: ListSelection
  /** Selects or deselects one record; with isRange, selects all from start, by default the last such record, to it. */
  selectAt: (index: number, isRange: boolean, start?: number) => void
  selectAll: () => void
  clear: () => void
}

/** Returns the selection of a list; a change of the filter clears it. */
export function useSelection(state: ListState, request: ListRequest): SelectionActions {
  const name = JSON.stringify([request.sessionId, request.filter])
  const [held, setHeld] = useState({ of: name, selected: nothing, anchor: undefined as Anchor | undefined })
  const isOurs = held.of === name
  const selected = isOurs ? held.selected : nothing
  const last = indexOfAnchor(state, isOurs ? held.anchor : undefined)

  const change = useCallback(
    (next: (selected: ListSelection) => ListSelection, anchor?: Anchor) =>
      setHeld((before) => ({
        of: name,
        selected: next(before.of === name ? before.selected : nothing),
        anchor,
      })),
    [name],
  )
  const selectAt = useCallback(
    (index: number, isRange: boolean, start = last) => {
      if (isRange && start >= 0) {
        const [from, to] = [Math.min(start, index), Math.max(start, index)]
        const known = Array.from({ length: to - from + 1 }, (_, i) => recordAt(state, from + i))
        const take = (records: SelectedRecord[]) =>
          change((before) => select(before, records, true), anchorAt(state, start))
        if (isWhole(known)) take(known)
        else void read(state, request, from, known).then(take, notifyError)
        return
      }
      const record = recordAt(state, index)
      if (record)
        change((before) => select(before, [record], !isSelected(before, record.id)), anchorAt(state, index))
    },
    [state, request, last, change],
  )
  const selectAll = useCallback(() => change(() => everything), [change])
  const clear = useCallback(() => change(() => nothing), [change])
  return { selected, selectAt, selectAll, clear }
}
