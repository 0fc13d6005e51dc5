import { withGaps } from '../../lib/matrix'
import { type Kept, shownMarks, shownRows } from './fit'
import { Mark } from './Marks'
import classes from './Matrix.module.css'

interface MatrixProps {
  rows: string[][]
  rowGap?: number
  colGap?: number
  /** Which rows and columns are shown; all if left out. */
  kept?: Kept | undefined
  /** Which cells another answer does not have. */
  marks?: boolean[][] | undefined
}

const DOTS = new Set(['⋮', '⋯', '⋱'])

/** Returns the index of a row or column without the dots before it; -1 for the dots. */
function withoutGap(index: number, gap: number): number {
  if (gap < 0 || index < gap) return index
  return index === gap ? -1 : index - 1
}

/** A marked cell; the padding that aligns its decimals is no part of it. */
function MarkedCell({ cell }: { cell: string }) {
  const value = cell.trim()
  const from = cell.indexOf(value)
  return (
    <>
      {cell.slice(0, from)}
      <Mark>{value}</Mark>
      {cell.slice(from + value.length)}
    </>
  )
}

/** A matrix between brackets, decimals under each other, with dots where something is left out. */
export function Matrix({ kept, marks: allMarks, ...came }: MatrixProps) {
  const { rows, rowGap, colGap } = shownRows({ rowGap: -1, colGap: -1, ...came, ...(kept && { kept }) })
  const marks = shownMarks(allMarks, kept)
  const isMarked = (r: number, c: number) => marks?.[withoutGap(r, rowGap)]?.[withoutGap(c, colGap)] ?? false
  return (
    <table className={classes.matrix}>
      <tbody>
        {withGaps(rows, rowGap, colGap).map((row, r) => (
          <tr key={r}>
            {row.map((cell, c) => (
              <td key={c} className={DOTS.has(cell) ? classes.dots : undefined}>
                {isMarked(r, c) ? <MarkedCell cell={cell} /> : cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
