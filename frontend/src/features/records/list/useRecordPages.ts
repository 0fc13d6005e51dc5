import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { onChanged, onEdited } from '../../../api/changes'
import { client } from '../../../api/client'
import { useNamesHidden } from '../../../components/StudentName'
import { useClock } from '../../../lib/clock'
import { recordQuery, type ListRequest } from './query'
import { type ListState, RecordPages, type Source } from '../../../api/recordList'

const source: Source<ListRequest> = {
  page: (request, asOf, offset, limit) =>
    client.pageOfRecords({ ...recordQuery(request, asOf, Date.now()), offset, limit }),
  waiting: (request, asOf) => client.newRecords(recordQuery(request, asOf, Date.now())),
}

const MINUTE = 60_000

/** A list of records, and what can be done with it. */
export interface RecordList {
  state: ListState
  /** The list on the screen is not yet the one that is request. */
  isBehind: boolean
  pages: RecordPages<ListRequest>
}

/** Returns the records that are request, live, or standing still while held. */
export function useRecordPages(request: ListRequest, isHeld: boolean): RecordList {
  const [pages] = useState(() => new RecordPages(source))
  const state = useSyncExternalStore(pages.subscribe, pages.read)
  const name = JSON.stringify(request)
  const { key, ascending } = request.sort
  const list = useMemo(
    () => ({
      name,
      query: JSON.parse(name) as ListRequest,
      isNewestFirst: key === 'time' && !ascending,
    }),
    [name, key, ascending],
  )
  useEffect(() => pages.hold(isHeld), [pages, isHeld])
  useEffect(() => pages.show(list), [pages, list])
  useEffect(() => onEdited(() => pages.reload()), [pages])
  // A list by student has another order then, also where another window hid the names.
  const areHidden = useNamesHidden()
  const wereHidden = useRef(areHidden)
  useEffect(() => {
    if (wereHidden.current !== areHidden) pages.reload()
    wereHidden.current = areHidden
  }, [pages, areHidden])
  useEffect(
    () =>
      onChanged((changed) => {
        const isOurs = changed.sessions.length === 0 || changed.sessions.includes(request.sessionId)
        if (isOurs && changed.kinds.includes('records')) pages.refresh()
      }),
    [pages, request.sessionId],
  )
  // The last 15 minutes are others in a minute, also when nobody sends.
  const isMoving = request.filter.time?.kind === 'last'
  const minute = useClock((now) => (isMoving ? Math.floor(now / MINUTE) : 0))
  useEffect(() => {
    if (minute !== 0) pages.refresh()
  }, [pages, minute])
  return { state, isBehind: state.name !== name, pages }
}
