/** A line, points or bars of a plot: all of its n values or an even choice of them; null is no number. */
export interface Series {
  kind: string
  n: number
  x: (number | null)[]
  y: (number | null)[]
}

/** How what one plot shows differs from another: in how many series, or in one of them. */
export type PlotDifference =
  | { kind: 'none' }
  | { kind: 'count'; own: number; reference: number }
  | { kind: 'form'; series: number; own: string; reference: string }
  | { kind: 'length'; series: number; own: number; reference: number }
  | { kind: 'values'; series: number; axis: 'x' | 'y'; changed: number; of: number; first: Change }
  | { kind: 'some'; series: number }

/** The first value that differs: its place from 1, and what both have there. */
interface Change {
  place: number
  own: string
  reference: string
}

/** Values come to four figures of the largest of their series: smaller differences are none. */
const FIGURES = 1.01e-3

const textOf = (value: number | null | undefined) => (value == null ? 'nan' : String(value))

/** Returns at how many places values differ, and where first. */
function compareValues(own: (number | null)[], reference: (number | null)[]) {
  const largest = [...own, ...reference].reduce<number>((most, v) => Math.max(most, Math.abs(v ?? 0)), 0)
  const differs = (i: number) => {
    const [a = null, b = null] = [own[i], reference[i]]
    return a === null || b === null ? a !== b : Math.abs(a - b) > FIGURES * largest
  }
  const places = own.map((_, i) => i).filter(differs)
  const at = places[0] ?? 0
  return {
    changed: places.length,
    of: own.length,
    first: { place: at + 1, own: textOf(own[at]), reference: textOf(reference[at]) },
  }
}

function compareSeries(own: Series, reference: Series, series: number): PlotDifference {
  if (own.kind !== reference.kind) return { kind: 'form', series, own: own.kind, reference: reference.kind }
  if (own.n !== reference.n) return { kind: 'length', series, own: own.n, reference: reference.n }
  for (const axis of ['x', 'y'] as const) {
    if (own[axis].length !== reference[axis].length) return { kind: 'some', series }
    const { changed, of, first } = compareValues(own[axis], reference[axis])
    if (changed > 0) return { kind: 'values', series, axis, changed, of, first }
  }
  return { kind: 'none' }
}

/**
 * Returns how what a plot shows differs from another, for the first series that does; undefined if it is not known of both.
 * Titles, labels and colours are not part of it.
 */
export function comparePlots(own: Series[], reference: Series[]): PlotDifference | undefined {
  if (own.length === 0 || reference.length === 0) return undefined
  if (own.length !== reference.length) return { kind: 'count', own: own.length, reference: reference.length }
  for (const [i, series] of own.entries()) {
    const other = reference[i]
    const found = other && compareSeries(series, other, i + 1)
    if (found && found.kind !== 'none') return found
  }
  // Of too many values not all came.
  return own.some(({ n, y }) => y.length < n) ? undefined : { kind: 'none' }
}
