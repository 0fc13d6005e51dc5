import { withGaps } from '../../lib/matrix'
import { type Kept, shownRows } from './fit'
import classes from './Matrix.module.css'

interface MatrixProps {
  rows: string[][]
  rowGap?: number
  colGap?: number
  /** Which rows and columns are shown; all if left out. */
  kept?: Kept | undefined
}

const DOTS = new Set(['⋮', '⋯', '⋱'])

/** A matrix between brackets, decimals under each other, with dots where something is left out. */
export function Matrix({ kept, ...came }: MatrixProps) {
  const { rows, rowGap, colGap } = shownRows({ rowGap: -1, colGap: -1, ...came, ...(kept && { kept }) })
  return (
    <table className={classes.matrix}>
      <tbody>
        {withGaps(rows, rowGap, colGap).map((row, r) => (
          <tr key={r}>
            {row.map((cell, c) => (
              <td key={c} className={DOTS.has(cell) ? classes.dots : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
