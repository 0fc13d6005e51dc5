import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import type { RecordFilter, Session } from '../../api/types'
import { SidePanel } from '../../components/Page'
import { Failed, LoadingRows } from '../../components/states'
import { useScale } from '../../lib/preferences'
import { useShortcuts } from '../../lib/shortcuts'
import { CountBar } from './CountBar'
import { isEmptyFilter, recordsPlace } from './filter'
import { FilterBar } from './FilterBar'
import { NoRecords } from './NoRecords'
import { RecordList } from './RecordList'
import { RecordPanel } from './RecordPanel'
import { ROW } from './rowHeight'
import { useFeed } from './useFeed'

interface RecordsProps {
  session: Session
  filter: RecordFilter
  openId: number | undefined
}

/** The records of a session under one filter. It is mounted anew for another. */
export function Records({ session, filter, openId }: RecordsProps) {
  const [, navigate] = useLocation()
  const scale = useScale()
  const [isScrolled, setScrolled] = useState(false)
  const [cursorId, setCursorId] = useState<number>()
  const isReading = openId !== undefined
  const feed = useFeed(session.id, filter, isReading || isScrolled)
  const { records } = feed
  const at = records.findIndex((record) => record.id === (openId ?? cursorId))

  const setFilter = (next: RecordFilter) => navigate(recordsPlace(next), { replace: true })
  const open = useCallback(
    (id: number | undefined) => navigate(recordsPlace(filter, id), { replace: isReading }),
    [navigate, filter, isReading],
  )
  function move(step: 1 | -1) {
    const next = records[at < 0 ? 0 : at + step]
    if (!next) return
    setCursorId(next.id)
    if (isReading) open(next.id)
  }
  function letGo() {
    if (isReading) {
      setCursorId(openId)
      open(undefined)
    } else if (cursorId !== undefined) setCursorId(undefined)
    else if (!isEmptyFilter(filter)) setFilter({})
    else return false
    return true
  }
  function release() {
    feed.release()
    setScrolled(false)
  }
  useShortcuts({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => cursorId !== undefined && open(cursorId),
    Escape: letGo,
    Home: release,
  })

  const known = feed.newest.data?.records.find((record) => record.id === openId) ?? records[at]
  return (
    <>
      <FilterBar session={session} filter={filter} onFilter={setFilter} />
      <CountBar
        session={session}
        isFiltered={!isEmptyFilter(filter)}
        total={feed.newest.data?.total}
        waiting={feed.waiting}
        isReading={isReading}
        onRelease={release}
      />
      <SidePanel
        label="Record"
        panel={
          isReading ? (
            <RecordPanel
              key={openId}
              id={openId}
              receivedAt={known?.receivedAt ?? ''}
              onClose={letGo}
              onMove={move}
              onFilter={setFilter}
            />
          ) : null
        }
      >
        {feed.newest.error && records.length === 0 ? (
          <Failed error={feed.newest.error} retry={feed.newest.refetch} />
        ) : !feed.newest.data ? (
          <LoadingRows count={12} height={scale(ROW)} />
        ) : feed.newest.data.total === 0 ? (
          <NoRecords session={session} filter={filter} onFilter={setFilter} />
        ) : (
          <RecordList
            feed={feed}
            at={at}
            withParts={session.parts.length > 1}
            isAtTop={!isScrolled}
            onScrolled={setScrolled}
            onOpen={open}
            onEnd={feed.readOn}
          />
        )}
      </SidePanel>
    </>
  )
}
