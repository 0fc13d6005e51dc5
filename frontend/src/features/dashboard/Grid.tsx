import { type KeyboardEvent, type PointerEvent, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useClock } from '../../lib/clock'
import { navigate } from '../../lib/location'
import { GridCard } from './GridCard'
import { GridHead, questionPlace } from './GridHead'
import { cellId, type CellWords, GridRow } from './GridRow'
import { type Place, step } from './keys'
import type { Layout } from './layout'
import { RECENT_MS, type Room, type Row } from './room'
import type { Reading } from './useReading'
import { useTint } from './useTint'
import classes from './grid.module.css'

/** How often freshness is told anew. */
const TICK_MS = 10_000
const LONG_AGO_MS = 2 * RECENT_MS
const OVERSCAN = 4

/** Returns what a cell says in words; the words of one verdict and count are made once. */
function useCellWords(): CellWords {
  const { t } = useTranslation('dashboard')
  return useCallback(
    (cell) =>
      cell
        ? t(`cell.${cell.verdict === 'none' ? 'open' : cell.verdict}`, { count: cell.attempts })
        : t('cell.none'),
    [t],
  )
}

type Axis = Virtualizer<HTMLDivElement, Element>

/** Returns rows and columns of which only those in sight are drawn. */
function useAxes(layout: Layout, rows: number, columns: number) {
  const ref = useRef<HTMLDivElement>(null)
  const getScrollElement = () => ref.current
  const down: Axis = useVirtualizer({
    count: rows,
    getScrollElement,
    estimateSize: () => layout.row,
    overscan: OVERSCAN,
    scrollPaddingEnd: layout.bars + layout.labels,
  })
  const across: Axis = useVirtualizer({
    horizontal: true,
    count: columns,
    getScrollElement,
    estimateSize: () => layout.cell,
    overscan: OVERSCAN,
    scrollPaddingEnd: layout.name + layout.last,
  })
  return { ref, down, across }
}

/** Where in the grid an event happened; undefined between its cells. */
function placeOf(target: EventTarget): { place: Place; at: DOMRect } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  if (!cell) return undefined
  const row = cell.closest<HTMLElement>('[data-row]')?.dataset.row
  return {
    place: { row: row === undefined ? -1 : Number(row), column: Number(cell.dataset.column) },
    at: cell.getBoundingClientRect(),
  }
}

interface GridProps {
  room: Room
  /** The rows of the room in the order in which they are shown. */
  rows: readonly Row[]
  layout: Layout
  scale: number
  median: string
  reading: Reading
}

/** Students x questions, with a bar over each question; one tab stop, arrows inside. */
export function Grid({ room, rows, layout, scale, median, reading }: GridProps) {
  const { t } = useTranslation('dashboard')
  const { columns, changed } = room
  const { ref, down, across } = useAxes(layout, rows.length, columns.length)
  const [active, setActive] = useState<Place>({ row: 0, column: 1 })
  const [isFocused, setFocused] = useState(false)
  const [hovered, setHovered] = useState<ReturnType<typeof placeOf>>()
  const words = useCellWords()
  const now = useClock((moment) => moment - (moment % TICK_MS))
  useTint(changed)

  function open({ row, column }: Place) {
    const student = rows[row]?.student
    const question = columns[column - 1]
    const cell = rows[row]?.cells[column - 1]
    if (row < 0 && question) navigate(questionPlace(question.label))
    else if (cell) navigate(`/records?record=${cell.recordId}`)
    else if (student && !question) navigate(`/records?student=${student.id}`)
  }

  function moveTo(place: Place) {
    setActive(place)
    setHovered(undefined)
    if (place.row >= 0) down.scrollToIndex(place.row)
    if (place.column > 0 && place.column <= columns.length) across.scrollToIndex(place.column - 1)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return
    const page = Math.max(1, down.getVirtualItems().length - 2 * OVERSCAN)
    const to = step(active, event.key, event.ctrlKey, { rows: rows.length, columns: columns.length, page })
    if (to) moveTo(to)
    else if (event.key === 'Enter') open(active)
    else if (event.key === 'Escape' && (hovered || isFocused)) ref.current?.blur()
    else return
    event.preventDefault()
  }

  function onPointerOver(event: PointerEvent) {
    const found = placeOf(event.target)
    setHovered(found && found.place.column > 0 && found.place.column <= columns.length ? found : undefined)
  }

  const shown = across.getVirtualItems().map(({ index }) => index)
  const card = hovered ?? (isFocused ? whereIs(active, rows) : undefined)
  const cardColumn = card && columns[card.place.column - 1]
  return (
    <div
      ref={ref}
      role="grid"
      tabIndex={0}
      className={`${classes.grid} ${layout.hasAttempts ? '' : classes.low}`}
      style={variables(layout, columns.length, scale)}
      aria-label={t('grid')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 2}
      aria-activedescendant={idOf(active, rows)}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const found = placeOf(event.target)
        if (found && !event.defaultPrevented && found.place.row >= 0) open(found.place)
      }}
      onPointerOver={onPointerOver}
      onScroll={() => setHovered(undefined)}
      onPointerEnter={reading.on.onPointerEnter}
      onPointerLeave={() => {
        setHovered(undefined)
        reading.on.onPointerLeave()
      }}
      onFocus={(event) => {
        setFocused(event.target.matches(':focus-visible'))
        reading.on.onFocus(event)
      }}
      onBlur={(event) => {
        setFocused(false)
        reading.on.onBlur(event)
      }}
    >
      <GridHead
        columns={columns}
        shown={shown}
        students={rows.length}
        median={median}
        bars={layout.bars}
        scale={scale}
        active={isFocused && active.row < 0 ? active.column : undefined}
        hovered={hovered?.place.column}
      />
      <div role="rowgroup" className={classes.rows} style={{ height: down.getTotalSize() }}>
        {hovered && (
          <div
            className={classes.band}
            style={{ transform: `translateX(${layout.name + (hovered.place.column - 1) * layout.cell}px)` }}
          />
        )}
        {down.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <GridRow
                key={row.student.id}
                row={row}
                index={index}
                top={start}
                shown={shown}
                columns={columns.length}
                words={words}
                hasAttempts={layout.hasAttempts}
                active={isFocused && active.row === index ? active.column : undefined}
                now={now}
                longAgo={now - LONG_AGO_MS}
              />
            )
          )
        })}
      </div>
      {card && cardColumn && (
        <GridCard
          column={cardColumn}
          index={card.place.column - 1}
          row={rows[card.place.row]}
          students={rows.length}
          words={words}
          at={card.at}
        />
      )}
    </div>
  )
}

function idOf({ row, column }: Place, rows: readonly Row[]): string {
  const student = rows[row]?.student
  return student ? cellId(student.id, column) : `grid-head-${column}`
}

/** Where a place stands on the screen; undefined while it is out of sight. */
function whereIs(place: Place, rows: readonly Row[]) {
  const at = document.getElementById(idOf(place, rows))?.getBoundingClientRect()
  return at && { place, at }
}

function variables(layout: Layout, columns: number, scale: number): Record<string, string> {
  const px = (length: number) => `${length}px`
  const rowText = layout.row < 14 * scale ? 'var(--t-11)' : 'var(--t-12)'
  const barText =
    layout.cell >= 34 * scale ? 'var(--t-20)' : layout.cell >= 29 * scale ? 'var(--t-16)' : 'var(--t-12)'
  return {
    '--tracks': `${px(layout.name)} repeat(${columns}, ${px(layout.cell)}) minmax(${px(layout.last)}, 1fr)`,
    '--cell': px(layout.cell),
    '--row': px(layout.row),
    '--bars': px(layout.bars),
    '--labels': px(layout.labels),
    '--row-text': rowText,
    '--bar-text': barText,
  }
}
