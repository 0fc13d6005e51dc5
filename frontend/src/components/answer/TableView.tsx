import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableAnswer } from '../../api/types'
import { formatShape } from '../../lib/format'
import { limits } from '../../lib/limits'
import { tableColumns } from '../../lib/tableColumns'
import { Mark } from './Marks'
import { gapOf, rowWithGap } from './tableGaps'
import classes from './TableView.module.css'

/**
 * The app shows at most so many rows and columns, the first ones. If there are fewer, the notebook sent the head and
 * the tail.
 */
const { TableRows: FIRST_ROWS, TableColumns: FIRST_COLUMNS } = limits

const DOTS = { column: '⋯', row: '⋮' }

function Dots({ columns }: { columns: number }) {
  return (
    <tr aria-hidden>
      {Array.from({ length: columns }, (_, c) => (
        <td key={c}>{DOTS.row}</td>
      ))}
    </tr>
  )
}

/** Returns the names of the columns and of the index, with an arrow to what they name. */
function namesOf({ names }: TableAnswer): string {
  const columns = names.columns.filter((name) => name !== 'None').join(', ')
  const index = names.index.filter((name) => name !== 'None').join(', ')
  return [columns && `${columns} →`, index && `${index} ↓`].filter(Boolean).join(' ')
}

interface LeftOutProps {
  table: TableAnswer
  /** Says the shape alone, where there is little room. */
  isShort: boolean
  withRows: boolean
  withColumns: boolean
}

/** Says what is left out of a table. */
function LeftOut({ table, isShort, withRows, withColumns }: LeftOutProps) {
  const { t } = useTranslation('answer')
  const count = table.rows.length
  const shape = formatShape(table.shape)
  if (count === 0 && !withColumns) return null
  if (isShort) return withRows || withColumns ? <p className="faint">{shape}</p> : null
  return (
    <>
      {count > 0 && withRows && <p className="faint">{t('someRows', { count, shape })}</p>}
      {withColumns && <p className="faint">{t('someColumns', { count: table.columns.length, shape })}</p>}
    </>
  )
}

interface TableViewProps {
  table: TableAnswer
  /** Which names of columns, in the first row, and which cells below another answer does not have. */
  marks?: boolean[][] | undefined
  /** Whether numbers have at most six digits, and not all that were sent. */
  isRounded?: boolean
}

/** A data frame: its head and, if it is long, its tail; its first columns and, if it is wide, its last. */
export function TableView({ table, marks, isRounded = false }: TableViewProps) {
  const { t } = useTranslation('answer')
  const withIndex = table.index.length > 0
  const count = table.rows.length
  const gap = gapOf(table.shape[0] ?? 0, count, FIRST_ROWS)
  const colGap = gapOf(table.shape[1] ?? 0, table.columns.length, FIRST_COLUMNS)
  const isMarked = (r: number, c: number) =>
    c !== colGap && (marks?.[r]?.[colGap >= 0 && c > colGap ? c - 1 : c] ?? false)
  const columns = rowWithGap(table.columns, colGap, DOTS.column)
  const set = tableColumns(table.rows, table.columns.length, isRounded)
  const numeric = rowWithGap(
    set.map(({ isNumeric }) => String(isNumeric)),
    colGap,
    '',
  )
  const width = columns.length + (withIndex ? 1 : 0)
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {withIndex && <td>{namesOf(table)}</td>}
            {columns.map((column, c) => (
              <th
                key={c}
                scope="col"
                data-numeric={numeric[c]}
                title={rowWithGap(table.dtypes, colGap, '')[c]}
              >
                {isMarked(0, c) ? <Mark>{column}</Mark> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((_, r) => (
            <Fragment key={r}>
              {r === gap && <Dots columns={width} />}
              <tr>
                {withIndex && <th scope="row">{table.index[r]}</th>}
                {rowWithGap(
                  set.map(({ cells }) => cells[r] ?? ''),
                  colGap,
                  DOTS.column,
                ).map((cell, c) => (
                  <td key={c} data-numeric={numeric[c]}>
                    {isMarked(r + 1, c) ? <Mark>{cell}</Mark> : cell}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
          {gap === count && <Dots columns={width} />}
        </tbody>
      </table>
      {count === 0 && <p className="faint">{t('emptyTable')}</p>}
      <LeftOut table={table} isShort={isRounded} withRows={gap >= 0} withColumns={colGap >= 0} />
    </div>
  )
}
