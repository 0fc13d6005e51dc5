import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, UIEvent } from 'react'
import { useEffect, useMemo, useState } from 'react'
import { navigate } from '../../lib/location'
import { questionRoute } from '../../lib/routes'
import type { Reading } from '../../lib/useReading'
import { cellId } from './GridRow'
import { type Position, step } from './gridKeys'
import type { Layout } from './layout'
import type { Column, Row } from './gridModel'
import { isSamePeek, type Peek } from './peek/route'
import { toTitle } from './peek/toTitle'

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

/** Returns what opens beside the grid from a position: a student's answer, or the student. */
function peekAt(
  { row, column }: Position,
  rows: readonly Row[],
  columns: readonly Column[],
): Peek | undefined {
  const student = rows[row]?.student.id
  const question = columns[column - 1]?.label
  if (student === undefined) return undefined
  return question === undefined ? { kind: 'student', student } : { kind: 'cell', student, question }
}

/** Returns the position of what is open beside the grid; undefined if the grid does not show it. */
function positionOfPeek(
  peek: Peek | undefined,
  rows: readonly Row[],
  columns: readonly Column[],
): Position | undefined {
  if (peek?.kind !== 'cell' && peek?.kind !== 'student') return undefined
  const row = rows.findIndex(({ student }) => student.id === peek.student)
  const column = peek.kind === 'student' ? 0 : 1 + columns.findIndex(({ label }) => label === peek.question)
  return row < 0 || (peek.kind === 'cell' && column === 0) ? undefined : { row, column }
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
  /** What is open beside the grid. */
  peek: Peek | undefined
  onPeek: (peek: Peek) => void
}

/** Returns what the grid draws and its handlers: it is one tab stop, arrows move inside, the pointer marks a cell. */
export function useGrid({ rows, columns, partId, layout, reading, peek, onPeek }: Shown) {
  const { attach, down, across, shown } = useAxes(layout, rows.length, columns.length)
  const [active, setActive] = useState<Position>({ row: 0, column: 1 })
  const [isFocused, setFocused] = useState(false)
  const [hovered, setHovered] = useState<Position>()
  const items = down.getVirtualItems()
  const peeked = positionOfPeek(peek, rows, columns)
  // The rows may have been sorted since: the arrows go on from what is open.
  const at = peeked && !isSamePeek(peekAt(active, rows, columns), peek) ? peeked : active
  const isQuestion = ({ column }: Position) => column > 0 && column <= columns.length

  function moveTo(position: Position) {
    setActive(position)
    setHovered(undefined)
    if (position.row >= 0) down.scrollToIndex(position.row)
    if (isQuestion(position)) across.scrollToIndex(position.column - 1)
    if (peek) show(position)
  }

  function show(position: Position): boolean {
    const next = peekAt(position, rows, columns)
    if (next) onPeek(next)
    return next !== undefined
  }

  /** Opens what stands at the cell of the keyboard; if it is open, the focus goes to it. */
  function onEnter() {
    const { column, row } = at
    const question = columns[column - 1]
    if (peeked?.row === row && peeked.column === column) toTitle()
    else if (!show(at) && question) navigate(questionRoute(question.label, partId))
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.metaKey || event.defaultPrevented) return
    const page = Math.max(1, items.length - 2 * OVERSCAN)
    const to = step(at, event.key, event.ctrlKey, { rows: rows.length, columns: columns.length, page })
    if (to) moveTo(to)
    else if (event.key === 'Enter') onEnter()
    else if (event.key === 'Escape') event.currentTarget.blur()
    else return
    setFocused(event.key !== 'Escape')
    event.preventDefault()
  }

  const on = {
    ...reading.on,
    onKeyDown,
    onClick: (event: MouseEvent) => {
      const found = positionOf(event.target)
      // The bars are links and lead there themselves.
      if (!found || found.row < 0) return
      setActive(found)
      setHovered(undefined)
      show(found)
    },
    onPointerOver: (event: PointerEvent) => {
      const found = positionOf(event.target)
      setHovered(found && isQuestion(found) ? found : undefined)
    },
    onScroll: ({ currentTarget }: UIEvent<HTMLElement>) => {
      setHovered(undefined)
      // For the style alone: nothing is drawn anew.
      currentTarget.dataset.aside = String(currentTarget.scrollLeft > 0)
    },
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
  return { attach, on, items, height, shown, inSight, active: at, peeked, hovered, isFocused }
}
