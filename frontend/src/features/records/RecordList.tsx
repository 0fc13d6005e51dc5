import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef } from 'react'
import { useScale } from '../../lib/preferences'
import type { Feed } from './feed'
import { sendingOf } from './feed'
import { RecordRow } from './RecordRow'
import { ROW, rowHeight } from './rowHeight'
import classes from './records.module.css'

/** So many rows before the end, the next page is asked for. */
const READ_AHEAD = 40
const OVERSCAN = 8

/** Scrolled further than this, one reads, and nothing may move. */
const TOP_TOLERANCE = 8

interface RecordListProps {
  feed: Feed
  /** The place of the record under the cursor; -1 for none. */
  at: number
  withParts: boolean
  isAtTop: boolean
  onScrolled: (isScrolled: boolean) => void
  onOpen: (id: number) => void
  onEnd: () => Promise<void>
}

/** Asks for the next page when the end is near, once at a time. */
function useReadOn(lastShown: number, count: number, next: string, readOn: () => Promise<void>) {
  const isReading = useRef(false)
  const isDue = next !== '' && lastShown >= count - READ_AHEAD
  useEffect(() => {
    if (!isDue || isReading.current) return
    isReading.current = true
    void readOn().finally(() => {
      isReading.current = false
    })
  })
}

/** The records, newest first; only what is in sight is drawn. */
export function RecordList({ feed, at, withParts, isAtTop, onScrolled, onOpen, onEnd }: RecordListProps) {
  const { records, arrived, next, total } = feed
  const scale = useScale()
  const ref = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => ref.current,
    estimateSize: (i) => {
      const record = records[i]
      return scale(record ? rowHeight(record) : ROW)
    },
    getItemKey: useCallback((i: number) => records[i]?.id ?? i, [records]),
    overscan: OVERSCAN,
  })
  const items = virtualizer.getVirtualItems()

  useReadOn(items.at(-1)?.index ?? 0, records.length, next, onEnd)
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' })
  }, [at, virtualizer])
  useEffect(() => {
    if (isAtTop) ref.current?.scrollTo({ top: 0 })
  }, [isAtTop])

  return (
    <div
      className={classes.table}
      role="table"
      aria-label="Records"
      aria-rowcount={total}
      data-parts={withParts}
    >
      <div className={classes.header} role="row">
        <span role="columnheader">Student</span>
        {withParts && <span role="columnheader">Part</span>}
        <span role="columnheader">Question</span>
        <span role="columnheader">Answer</span>
        <span role="columnheader">Attempts</span>
        <span role="columnheader" aria-sort="descending">
          Time ↓
        </span>
      </div>
      <div
        ref={ref}
        className={classes.body}
        role="rowgroup"
        onScroll={(event) => onScrolled(event.currentTarget.scrollTop > TOP_TOLERANCE)}
      >
        <div className={classes.track} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const record = records[item.index]
            return (
              record && (
                <RecordRow
                  key={item.key}
                  record={record}
                  top={item.start}
                  height={item.size}
                  isSelected={item.index === at}
                  isFresh={arrived.has(sendingOf(record))}
                  withPart={withParts}
                  onOpen={onOpen}
                />
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}
