import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListState, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { useScale } from '../../../lib/preferences'
import { useListReading } from '../../../lib/useReading'
import { clickedIndex } from '../list/clickedIndex'
import { focusList } from '../list/focusList'
import { type CardSize, cardSizes, charsOf, GAP, gridOf } from './cards'
import { cardId, GalleryCard } from './GalleryCard'
import classes from './GalleryGrid.module.css'

const OVERSCAN = 2

interface GalleryGridProps {
  state: ListState
  label: string
  size: CardSize
  withNames: boolean
  cursor: number
  chosen: RecordView[]
  onColumns: (columns: number) => void
  onVisible: (first: number, last: number) => void
  onScrolled: (isScrolled: boolean) => void
  /** Is told whether the reader is among the cards; the same function at every render. */
  onHere: (isHere: boolean) => void
  onChoose: (index: number) => void
}

/** Answers as cards, in as many columns as fit; only visible cards are drawn. */
export function GalleryGrid(props: GalleryGridProps) {
  const { state, size, withNames, cursor, chosen, onColumns, onVisible } = props
  const { t } = useTranslation('records')
  const scale = useScale()
  const scroller = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const { columns, card } = gridOf(width, size, scale(100) / 100)
  const chars = charsOf(card, scale(100) / 100)
  const gap = scale(GAP)
  const height = scale(cardSizes[size].height)
  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(state.total / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => height + gap,
    paddingStart: gap,
    overscan: OVERSCAN,
  })
  useEffect(() => rows.measure(), [rows, height])
  useEffect(() => onColumns(columns), [onColumns, columns])
  const reading = useListReading(props.onHere, cursor >= 0)
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [state.generation])
  useEffect(() => {
    if (cursor < 0) return
    rows.scrollToIndex(Math.floor(cursor / columns), { align: 'auto' })
    focusList(scroller.current?.querySelector<HTMLElement>('[role="grid"]') ?? null)
  }, [rows, cursor, columns])
  const items = rows.getVirtualItems()
  const first = (items[0]?.index ?? 0) * columns
  const last = ((items.at(-1)?.index ?? 0) + 1) * columns - 1
  useEffect(() => onVisible(first, last), [onVisible, first, last, state.generation])
  const click = (event: MouseEvent<HTMLElement>) => {
    const index = clickedIndex(event.target)
    if (index >= 0) props.onChoose(index)
  }
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      {...reading}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > gap)}
    >
      <div
        ref={ref}
        className={classes.grid}
        style={{ height: rows.getTotalSize() }}
        role="grid"
        aria-label={props.label || t('list.name')}
        aria-multiselectable
        aria-rowcount={Math.ceil(state.total / columns)}
        aria-activedescendant={cursor >= 0 ? cardId(cursor) : undefined}
        tabIndex={0}
        onClick={click}
      >
        {items.map((row) => (
          <div
            key={row.index}
            role="row"
            aria-rowindex={row.index + 1}
            className={classes.gridRow}
            style={{
              transform: `translateY(${row.start}px)`,
              height,
              gridTemplateColumns: `repeat(${columns}, ${card}px)`,
            }}
          >
            {Array.from({ length: Math.min(columns, state.total - row.index * columns) }, (_, c) => {
              const index = row.index * columns + c
              const record = recordAt(state, index)
              return record ? (
                <GalleryCard
                  key={record.id}
                  record={record}
                  chars={chars}
                  index={index}
                  isCursor={index === cursor}
                  number={chosen.findIndex(({ id }) => id === record.id) + 1}
                  withName={withNames}
                />
              ) : (
                <div key={`waiting ${index}`} role="gridcell" className={classes.waiting} />
              )
            })}
          </div>
        ))}
      </div>
    </div>
  )
}
