import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { onChanged, onEdited } from '../../../api/changes'
import { client } from '../../../api/client'
import { type ListState, RecordPages, type Source } from '../../../api/recordList'
import { useNamesHidden } from '../../../components/StudentName'
import { appNow, useClock } from '../../../lib/clock'
import { isLive } from '../route/route'
import { recordQuery, type ListRequest } from './query'

const source: Source<ListRequest> = {
  page: (request, asOf, offset, limit) =>
    client.pageOfRecords({ ...recordQuery(request, asOf, appNow()), offset, limit }),
  waiting: (request, asOf) => client.newRecords(recordQuery(request, asOf, appNow())),
}

const MINUTE = 60_000

/** A list of records as a view uses it. */
export interface RecordList {
  state: ListState
  /** The list on the screen is not yet the requested one. */
  isBehind: boolean
  pages: RecordPages<ListRequest>
}

/** Returns the requested records: a live list, or one that stands still while it is held. */
export function useRecordPages(request: ListRequest, isHeld: boolean): RecordList {
  const [pages] = useState(() => new RecordPages(source))
  const state = useSyncExternalStore(pages.subscribe, pages.read)
  const name = JSON.stringify(request)
  const live = isLive(request.sort)
  const isAlike = request.sort.key === 'alike'
  const list = useMemo(
    () => ({
      name,
      query: JSON.parse(name) as ListRequest,
      isLive: live,
      keepsOrder: isAlike,
    }),
    [name, live, isAlike],
  )
  useEffect(() => pages.hold(isHeld), [pages, isHeld])
  useEffect(() => pages.show(list), [pages, list])
  useEffect(() => onEdited(() => pages.reload()), [pages])
  // A list by student has another order when names are hidden, even if another window hid them.
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
        if (!isOurs) return
        if (changed.kinds.includes('records') || changed.kinds.includes('answers')) pages.refresh()
        if (changed.kinds.includes('assessment') || changed.kinds.includes('graded')) pages.reload()
      }),
    [pages, request.sessionId],
  )
  // The last 15 minutes change every minute, even when nobody sends.
  const isMoving = request.filter.time?.kind === 'last'
  const minute = useClock((now) => (isMoving ? Math.floor(now / MINUTE) : 0))
  useEffect(() => {
    if (minute !== 0) pages.refresh()
  }, [pages, minute])
  return { state, isBehind: state.name !== name, pages }
}
