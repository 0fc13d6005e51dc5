import type { TableAnswer } from '../../api/types'
import classes from './answer.module.css'

const ELLIPSIS = '⋮'

/** A data frame: its head, and its tail where it is long. */
export function TableView({ table }: { table: TableAnswer }) {
  const withIndex = table.index.length > 0
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label="Table">
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
            <tr key={r}>
              {withIndex && <th scope="row">{table.index[r] ?? ELLIPSIS}</th>}
              {row.map((cell, c) => (
                <td key={c}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
