import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { navigate } from '../../lib/location'
import { questionRoute } from '../../lib/routes'
import type { Reading } from '../../lib/useReading'
import { cellId } from './GridRow'
import { type Position, step } from './gridKeys'
import type { Layout } from './layout'
import type { Column, Row } from './gridModel'

const OVERSCAN = 4

type Axis = Virtualizer<HTMLDivElement, Element>

/** Returns the visible rows and columns, which alone are drawn. */
function useAxes(layout: Layout, rows: number, columns: number) {
  const [element, attach] = useState<HTMLDivElement | null>(null)
  const getScrollElement = () => element
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
  useEffect(() => down.measure(), [down, layout.row])
  useEffect(() => across.measure(), [across, layout.cell])
  const places = across.getVirtualItems()
  const [first, last] = [places[0]?.index ?? 0, places.at(-1)?.index ?? -1]
  const shown = useMemo(
    () => Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i),
    [first, last],
  )
  return { attach, down, across, shown }
}

/** Returns the position of an event in the grid; undefined between its cells. */
function positionOf(target: EventTarget): Position | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  if (!cell) return undefined
  const row = cell.closest<HTMLElement>('[data-row]')?.dataset.row
  return { row: row === undefined ? -1 : Number(row), column: Number(cell.dataset.column) }
}

/** Returns the id that a position has in the page. */
export function positionId({ row, column }: Position, rows: readonly Row[]): string {
  const student = rows[row]?.student
  return student ? cellId(student.id, column) : `grid-head-${column}`
}

/** Opens what stands at a position: a question's page, a record, or a student's records. */
function open({ row, column }: Position, rows: readonly Row[], columns: readonly Column[], partId: number) {
  const student = rows[row]?.student
  const question = columns[column - 1]
  const cell = rows[row]?.cells[column - 1]
  if (row < 0 && question) navigate(questionRoute(question.label, partId))
  else if (cell) navigate(`/records?record=${cell.recordId}`)
  else if (student && !question) navigate(`/records?student=${student.id}`)
}

/** The rows that can be seen without scrolling, from 1. */
export interface RowsInSight {
  from: number
  to: number
}

/** Returns the rows that are in sight, whole; undefined if all are. */
function rowsInSight(down: Axis, { row, bars, labels }: Layout, rows: number): RowsInSight | undefined {
  const height = (down.scrollRect?.height ?? 0) - bars - labels
  if (height <= 0 || rows * row <= height) return undefined
  const from = Math.min(Math.ceil((down.scrollOffset ?? 0) / row) + 1, rows)
  return { from, to: Math.min(rows, Math.max(from, from - 1 + Math.floor(height / row))) }
}

interface Shown {
  rows: readonly Row[]
  columns: readonly Column[]
  partId: number
  layout: Layout
  reading: Reading
}

/** Returns what the grid draws and its handlers: it is one tab stop, arrows move inside, the pointer marks a cell. */
export function useGrid({ rows, columns, partId, layout, reading }: Shown) {
  const { attach, down, across, shown } = useAxes(layout, rows.length, columns.length)
  const [active, setActive] = useState<Position>({ row: 0, column: 1 })
  const [isFocused, setFocused] = useState(false)
  const [hovered, setHovered] = useState<Position>()
  const items = down.getVirtualItems()
  const isQuestion = ({ column }: Position) => column > 0 && column <= columns.length

  function moveTo(position: Position) {
    setActive(position)
    setHovered(undefined)
    if (position.row >= 0) down.scrollToIndex(position.row)
    if (isQuestion(position)) across.scrollToIndex(position.column - 1)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.metaKey) return
    const page = Math.max(1, items.length - 2 * OVERSCAN)
    const to = step(active, event.key, event.ctrlKey, { rows: rows.length, columns: columns.length, page })
    if (to) moveTo(to)
    else if (event.key === 'Enter') open(active, rows, columns, partId)
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    event.preventDefault()
  }

  const on = {
    ...reading.on,
    onKeyDown,
    onClick: (event: MouseEvent) => {
      const found = positionOf(event.target)
      // The bars are links and lead there themselves.
      if (found && found.row >= 0) open(found, rows, columns, partId)
    },
    onPointerOver: (event: PointerEvent) => {
      const found = positionOf(event.target)
      setHovered(found && isQuestion(found) ? found : undefined)
    },
    onScroll: () => setHovered(undefined),
    onPointerLeave: () => {
      setHovered(undefined)
      reading.on.onPointerLeave()
    },
    onFocus: (event: FocusEvent) => {
      setFocused(event.target.matches(':focus-visible'))
      reading.on.onFocus(event)
    },
    onBlur: (event: FocusEvent) => {
      setFocused(false)
      reading.on.onBlur(event)
    },
  }
  const height = down.getTotalSize()
  const inSight = rowsInSight(down, layout, rows.length)
  return { attach, on, items, height, shown, inSight, active, hovered, isFocused }
}
