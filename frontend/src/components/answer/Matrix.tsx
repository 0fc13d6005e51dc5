import { withGaps } from '../../lib/matrix'
import classes from './Matrix.module.css'

interface MatrixProps {
  rows: string[][]
  rowGap?: number
  colGap?: number
}

const DOTS = new Set(['⋮', '⋯', '⋱'])

/** A matrix between brackets, decimals under each other, with dots where something is left out. */
export function Matrix({ rows, rowGap = -1, colGap = -1 }: MatrixProps) {
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
