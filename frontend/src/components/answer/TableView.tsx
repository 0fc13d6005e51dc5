import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableAnswer } from '../../api/types'
import { formatShape } from '../../lib/format'
import classes from './answer.module.css'

const DOTS = '⋮'

/** The app shows so many rows at most, from the first on; of fewer, notebooks sent head and tail. */
const FIRST_ROWS = 200

/** Returns before which row the dots stand for those that are left out; -1 where none are. */
function gapOf({ rows, shape }: TableAnswer): number {
  if ((shape[0] ?? 0) <= rows.length) return -1
  return rows.length >= FIRST_ROWS ? rows.length : Math.floor(rows.length / 2)
}

function Dots({ columns }: { columns: number }) {
  return (
    <tr className={classes.dots} aria-hidden>
      {Array.from({ length: columns }, (_, c) => (
        <td key={c}>{DOTS}</td>
      ))}
    </tr>
  )
}

/** A data frame: its head, and its tail where it is long. */
export function TableView({ table }: { table: TableAnswer }) {
  const { t } = useTranslation('answer')
  const withIndex = table.index.length > 0
  const width = table.columns.length + (withIndex ? 1 : 0)
  const count = table.rows.length
  const gap = gapOf(table)
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('table')}>
      <table className={classes.table}>
        <thead>
          <tr>
            {withIndex && <td />}
            {table.columns.map((column, c) => (
              <th key={c} scope="col" title={table.dtypes[c]}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <Fragment key={r}>
              {r === gap && <Dots columns={width} />}
              <tr>
                {withIndex && <th scope="row">{table.index[r]}</th>}
                {row.map((cell, c) => (
                  <td key={c}>{cell}</td>
                ))}
              </tr>
            </Fragment>
          ))}
          {gap === count && <Dots columns={width} />}
        </tbody>
      </table>
      {count === 0 && <p className="t3">{t('emptyTable')}</p>}
      {count > 0 && gap >= 0 && (
        <p className="t3">{t('someRows', { count, shape: formatShape(table.shape) })}</p>
      )}
    </div>
  )
}
