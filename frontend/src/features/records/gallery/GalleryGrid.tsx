import { useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListState, PAGE, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { kindOf } from '../../../components/answer/kinds/registry'
import { useScale } from '../../../lib/preferences'
import { useListReading } from '../../../lib/useReading'
import { clickedIndex } from '../list/clickedIndex'
import { focusList } from '../list/focusList'
import { type CardSize, charsOf, GAP, type Grid, gridOf, gridWith, HEADING, type Room } from './cards'
import { CardRow } from './CardRow'
import { cardId } from './GalleryCard'
import { type GalleryRow, headedRows, plainRows, runsOf } from './galleryRows'
import classes from './GalleryGrid.module.css'

const OVERSCAN = 2

interface GalleryGridProps {
  state: ListState
  label: string
  size: CardSize
  withNames: boolean
  cursor: number
  chosen: RecordView[]
  /** Whether equal answers stand together, which then says a heading. */
  isAlike: boolean
  /** Whether somebody is reading: no card changes its size or its row then. */
  isHeld: boolean
  onRows: (rows: GalleryRow[]) => void
  onVisible: (first: number, last: number) => void
  onScrolled: (isScrolled: boolean) => void
  /** Is told whether the reader is among the cards; the same function at every render. */
  onHere: (isHere: boolean) => void
  onChoose: (index: number) => void
}

/** Up to this many answers are all read where equal ones stand together, so that each heading has its place. */
const READ_AT_ONCE = 4 * PAGE

/** Returns the rows in which answers stand for a number of columns. */
function useRowsOf(state: ListState, isAlike: boolean) {
  return useMemo(() => {
    const runs = isAlike ? runsOf(state) : []
    return (columns: number) => (isAlike ? headedRows(runs, columns) : plainRows(state.total, columns))
  }, [state, isAlike])
}

/** Returns the size of the cards; while it is held, with as many columns as before until the list begins anew. */
function useGrid(props: GalleryGridProps, room: Room, rowsOf: (columns: number) => GalleryRow[]): Grid {
  const { state, size, isAlike, isHeld } = props
  const list = `${state.name} ${String(state.generation)} ${String(isAlike)}`
  const of = `${list} ${size} ${String(room.width)} ${String(room.scale)}`
  const [held, hold] = useState({ of: '', columns: 1 })
  if (isHeld && held.of === of) return gridWith(held.columns, room)
  const first = recordAt(state, 0)
  const holdsLines = first !== undefined && kindOf(first.type).paper === 'sheet'
  const grid = gridOf(size, room, holdsLines, (columns) => {
    const rows = rowsOf(columns)
    return { rows: rows.length, headings: rows.filter(({ headings }) => headings.length > 0).length }
  })
  if (held.of !== of || held.columns !== grid.columns) hold({ of, columns: grid.columns })
  return grid
}

/** Returns the indexes of the first and the last answer that must be read, with these rows at the edges of what is seen. */
function neededOf(state: ListState, isAlike: boolean, top?: GalleryRow, bottom?: GalleryRow) {
  if (isAlike && state.total <= READ_AT_ONCE) return { first: 0, last: state.total - 1 }
  return { first: top?.cells[0]?.index ?? 0, last: bottom?.cells.at(-1)?.index ?? 0 }
}

/** Returns the room of an element in pixels with that of its scroll bar, how wide that one is, and what observes it. */
function useRoom() {
  const scale = useScale()(100) / 100
  const [size, setSize] = useState({ width: 0, height: 0, gutter: 0 })
  const observe = useCallback((element: HTMLElement) => {
    const observer = new ResizeObserver(() => {
      const { offsetWidth: width, clientWidth, clientHeight: height } = element
      setSize({ width, height, gutter: width - clientWidth })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { observe, room: { width: size.width, height: size.height, scale }, gutter: size.gutter }
}

/** Answers as cards, in as many columns as fit; only visible cards are drawn. */
export function GalleryGrid(props: GalleryGridProps) {
  const { state, withNames, cursor, chosen, isAlike, onRows, onVisible } = props
  const { t } = useTranslation('records')
  const scroller = useRef<HTMLDivElement>(null)
  const { observe, room, gutter } = useRoom()
  const rowsOf = useRowsOf(state, isAlike)
  const { columns, card, height } = useGrid(props, room, rowsOf)
  const gallery = useMemo(() => rowsOf(columns), [rowsOf, columns])
  const chars = charsOf(card, room.scale)
  const gap = GAP * room.scale
  const heading = (row: number) => (gallery[row]?.headings.length ? HEADING * room.scale : 0)
  const rows = useVirtualizer({
    count: room.width === 0 ? 0 : gallery.length,
    getScrollElement: () => scroller.current,
    estimateSize: (row) => height + gap + heading(row),
    paddingStart: gap,
    overscan: OVERSCAN,
  })
  useEffect(() => rows.measure(), [rows, height, gallery])
  useEffect(() => onRows(gallery), [onRows, gallery])
  const reading = useListReading(props.onHere, cursor >= 0)
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [state.generation])
  const at = gallery.findIndex(({ cells }) => cells.some(({ index }) => index === cursor))
  useEffect(() => {
    if (at < 0) return
    rows.scrollToIndex(at, { align: 'auto' })
    focusList(scroller.current?.querySelector<HTMLElement>('[role="grid"]') ?? null)
  }, [rows, cursor, at, state.generation])
  const items = rows.getVirtualItems()
  const { first, last } = neededOf(
    state,
    isAlike,
    gallery[items[0]?.index ?? 0],
    gallery[items.at(-1)?.index ?? 0],
  )
  useEffect(() => onVisible(first, last), [onVisible, first, last, state.generation])
  const shown = { state, chars, cursor, chosen, withNames }
  const click = (event: MouseEvent<HTMLElement>) => {
    const index = clickedIndex(event.target)
    if (index >= 0) props.onChoose(index)
  }
  return (
    <div
      ref={useMergedRef(scroller, observe)}
      className={classes.scroller}
      {...reading}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > gap)}
    >
      <div
        className={classes.grid}
        style={{ height: rows.getTotalSize() }}
        role="grid"
        aria-label={props.label || t('list.name')}
        aria-multiselectable
        aria-rowcount={gallery.length}
        aria-activedescendant={cursor >= 0 ? cardId(cursor) : undefined}
        tabIndex={0}
        onClick={click}
      >
        {items.map((row) => {
          const of = gallery[row.index]
          const place = {
            row: row.index,
            top: row.start,
            gutter,
            height,
            columns,
            heading: heading(row.index),
          }
          return of && <CardRow key={row.index} of={of} {...place} {...shown} />
        })}
      </div>
    </div>
  )
}
