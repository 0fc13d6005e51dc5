import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock'
import { GridCard } from './GridCard'
import { GridHead } from './GridHead'
import { GridRow } from './GridRow'
import type { Position } from './gridKeys'
import type { Layout } from './layout'
import { RECENT_MS, type GridModel, type Row } from './gridModel'
import { positionId, useGrid } from './useGrid'
import type { Reading } from '../../lib/useReading'
import type { Peek } from './peek/route'
import { type CellWords, useCellWords } from './useCellWords'
import { useTint } from './useTint'
import classes from './Grid.module.css'

/** How often the freshness of the cells is updated. */
const TICK_MS = 10_000
const LONG_AGO_MS = 2 * RECENT_MS

interface GridProps {
  model: GridModel
  /** The rows of the model in the order in which they are shown. */
  rows: readonly Row[]
  partId: number
  /** Whether the session is open. */
  isOpen: boolean
  layout: Layout
  scale: number
  median: string
  reading: Reading
  /** What is open beside the grid. */
  peek: Peek | undefined
  onPeek: (peek: Peek) => void
}

/** Students x questions, with a bar over each question; one tab stop, arrows inside. */
export function Grid(props: GridProps) {
  const { model, rows, partId, isOpen, layout, scale, median, reading, peek, onPeek } = props
  const { t } = useTranslation('dashboard')
  const { columns, changed } = model
  const { attach, on, items, height, shown, inSight, ...at } = useGrid({
    rows,
    columns,
    partId,
    layout,
    reading,
    peek,
    onPeek,
  })
  const { active, peeked, hovered, isFocused } = at
  const words = useCellWords()
  // After the end nothing is fresh, and nobody is quiet for long.
  const tick = useClock((moment) => (isOpen ? moment - (moment % TICK_MS) : Infinity))
  useTint(changed)
  return (
    <div
      ref={attach}
      role="grid"
      tabIndex={0}
      className={classes.grid}
      data-sideways={layout.scrollsSideways}
      style={variables(layout, columns.length, scale)}
      aria-label={t('grid')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 2}
      aria-activedescendant={positionId(active, rows)}
      {...on}
    >
      <GridHead
        columns={columns}
        shown={shown}
        students={rows.length}
        inSight={inSight}
        partId={partId}
        median={median}
        bars={layout.bars}
        scale={scale}
        active={isFocused && active.row < 0 ? active.column : undefined}
        hovered={hovered?.column}
      />
      <div role="rowgroup" className={classes.rows} style={{ height: height }}>
        {hovered && (
          <div
            className={classes.band}
            style={{ transform: `translateX(${layout.name + (hovered.column - 1) * layout.cell}px)` }}
          />
        )}
        {peeked && <div className={classes.peeked} style={frameOf(peeked, columns.length, layout)} />}
        {items.map(({ index, start }) => {
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
                isOpen={isOpen}
                now={tick}
                longAgo={isOpen ? tick - LONG_AGO_MS : 0}
              />
            )
          )
        })}
      </div>
      <Card
        position={hovered ?? (isFocused && !peeked ? active : undefined)}
        model={model}
        rows={rows}
        words={words}
      />
    </div>
  )
}

interface CardProps {
  position: Position | undefined
  model: GridModel
  rows: readonly Row[]
  words: CellWords
}

function Card({ position, model, rows, words }: CardProps) {
  const column = position && model.columns[position.column - 1]
  if (!column) return null
  return (
    <GridCard
      column={column}
      index={position.column - 1}
      row={rows[position.row]}
      students={rows.length}
      words={words}
      under={positionId(position, rows)}
    />
  )
}

/** Returns where the frame around a cell stands, around the whole row for a name. */
function frameOf({ row, column }: Position, columns: number, { name, cell, last, row: height }: Layout) {
  const isCell = column > 0
  return {
    width: isCell ? cell : name + columns * cell + last,
    height,
    transform: `translate(${isCell ? name + (column - 1) * cell : 0}px, ${row * height}px)`,
  }
}

function variables(layout: Layout, columns: number, scale: number): Record<string, string> {
  const px = (length: number) => `${length}px`
  return {
    '--tracks': `${px(layout.name)} repeat(${columns}, ${px(layout.cell)}) minmax(${px(layout.last)}, 1fr)`,
    '--width': px(layout.name + columns * layout.cell + layout.last),
    '--cell': px(layout.cell),
    '--row': px(layout.row),
    '--bars': px(layout.bars),
    '--labels': px(layout.labels),
    '--row-text': layout.row < 14 * scale ? 'var(--t-11)' : 'var(--t-12)',
    '--bar-text': px(layout.count),
  }
}
