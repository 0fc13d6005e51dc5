import { IconHandStop } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { StudentName } from '../../components/StudentName'
import { Ago } from '../../components/Ago'
import { type Cell, type Freshness, freshness, type Row } from './gridModel'
import type { CellWords } from './useCellWords'
import classes from './GridRow.module.css'

/** Returns the id that a cell has in the page. */
export function cellId(student: number, column: number): string {
  return `grid-${student}-${column}`
}

interface GridCellProps {
  cell: Cell | undefined
  id: string
  /** From 1. */
  column: number
  words: CellWords
  hasAttempts: boolean
  isActive: boolean
  fresh: Freshness | undefined
}

const GridCell = memo(function GridCell({
  cell,
  id,
  column,
  words,
  hasAttempts,
  isActive,
  fresh,
}: GridCellProps) {
  return (
    <span
      role="gridcell"
      id={id}
      aria-colindex={column + 1}
      aria-label={words(cell)}
      className={classes.cell}
      style={{ gridColumn: column + 1 }}
      data-column={column}
      data-verdict={cell?.verdict ?? 'unsent'}
      data-fresh={fresh === 'old' ? undefined : fresh}
      data-active={isActive || undefined}
    >
      <span className={classes.mark}>
        {hasAttempts && cell && cell.attempts > 1 && (
          <b data-long={cell.attempts > 99}>{cell.attempts > 999 ? '1k+' : cell.attempts}</b>
        )}
      </span>
    </span>
  )
})

interface GridRowProps {
  row: Row
  index: number
  /** In pixels from the first row. */
  top: number
  /** The indexes of the visible columns. */
  shown: readonly number[]
  columns: number
  words: CellWords
  hasAttempts: boolean
  /** The column that has the keyboard; undefined if another row has it. */
  active: number | undefined
  /** Whether the session is open: after its end no minutes are counted. */
  isOpen: boolean
  /** The present, rounded: freshness is told in minutes. */
  now: number
  /** A last record before this moment is long ago. */
  longAgo: number
}

/** A student's line: the name, a cell a question, when the last record came. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, shown, columns, active, isOpen, now, longAgo, ...cells } = props
  const { t } = useTranslation('dashboard')
  const { student, lastAt, needsHelp, isNeedy } = row
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${classes.row} ${cells.hasAttempts ? '' : classes.low}`}
      style={{ transform: `translateY(${top}px)` }}
      data-row={index}
    >
      <span
        role="rowheader"
        id={cellId(student.id, 0)}
        aria-colindex={1}
        className={classes.name}
        data-column={0}
        data-needy={isNeedy}
        data-active={active === 0 || undefined}
      >
        {needsHelp && (
          <IconHandStop size={12} className={classes.hand} role="img" aria-label={t('waitsForHelp')} />
        )}
        <StudentName student={student} />
      </span>
      {shown.map((place) => {
        const cell = row.cells[place]
        return (
          <GridCell
            key={place}
            cell={cell}
            id={cellId(student.id, place + 1)}
            column={place + 1}
            isActive={active === place + 1}
            fresh={cell && freshness(cell.at, now)}
            {...cells}
          />
        )
      })}
      <span
        role="gridcell"
        id={cellId(student.id, columns + 1)}
        aria-colindex={columns + 2}
        className={classes.last}
        data-column={columns + 1}
        data-long={lastAt < longAgo}
        data-active={active === columns + 1 || undefined}
      >
        {lastAt === 0 ? t('never') : <Ago stamp={new Date(lastAt).toISOString()} isOver={!isOpen} />}
      </span>
    </div>
  )
})
