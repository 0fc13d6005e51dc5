import type { Distribution } from '../../api/types'

type Value = Distribution['values'][number]

/** How a mark is drawn: as a disc, a square, a ring. */
export type Form = 'right' | 'wrong' | 'unjudged'

/** One of a few distinct values, and a mark for each who sent it. */
export interface Column {
  text: string
  count: number
  marks: Form[]
}

/** A bin of the axis and how many sent a value in it: from is in the bin, to is not. */
export interface Bin {
  from: number
  to: number
  right: number
  wrong: number
  unjudged: number
}

/** What to draw of the numbers of one element. Numbers that no axis can show are counted apart. */
export type Picture = { kind: 'columns'; columns: Column[] } | { kind: 'bins'; bins: Bin[]; apart: Column[] }

const MOST_COLUMNS = 8
const BINS = 12

/** Returns a step of 1, 2 or 5 times a power of ten of which about BINS cover a width. */
function stepFor(width: number): number {
  const rough = width / BINS
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5].find((f) => f * power >= rough) ?? 10
  return factor * power
}

function columnOf({ text, right, wrong, unjudged }: Value): Column {
  const times = (form: Form, n: number) => Array.from({ length: n }, () => form)
  return {
    text,
    count: right + wrong + unjudged,
    marks: [...times('right', right), ...times('wrong', wrong), ...times('unjudged', unjudged)],
  }
}

function binsOf(values: Value[], step: number): Bin[] {
  const place = ({ value }: Value) => Math.floor(value / step)
  const first = Math.min(...values.map(place))
  const last = Math.max(...values.map(place))
  const bins = Array.from({ length: last - first + 1 }, (_, i) => ({
    from: (first + i) * step,
    to: (first + i + 1) * step,
    right: 0,
    wrong: 0,
    unjudged: 0,
  }))
  for (const one of values) {
    const bin = bins[place(one) - first]
    if (!bin) continue
    bin.right += one.right
    bin.wrong += one.wrong
    bin.unjudged += one.unjudged
  }
  return bins
}

/**
 * Returns the distribution of the numbers that students sent: up to eight distinct values as one column a value, more as
 * bins of a common axis.
 */
export function pictureOf(values: Value[]): Picture {
  const onAxis = values.filter(({ finite }) => finite)
  const width = (onAxis.at(-1)?.value ?? 0) - (onAxis[0]?.value ?? 0)
  const step = width > 0 && Number.isFinite(width) ? stepFor(width) : 0
  // Numbers whose distance is too small or too large for a double have no common axis.
  const hasAxis = step > 0 && Math.abs((onAxis[0]?.value ?? 0) / step) < Number.MAX_SAFE_INTEGER
  if (values.length <= MOST_COLUMNS || !hasAxis) return { kind: 'columns', columns: values.map(columnOf) }
  const apart = values.filter(({ finite }) => !finite)
  return { kind: 'bins', bins: binsOf(onAxis, step), apart: apart.map(columnOf) }
}

/** How marks stand: their distance, and how many stand side by side. */
export interface Stack {
  step: number
  perRow: number
}

const STEPS = [10, 8, 6, 5, 4, 3]

/** Returns how to stack counts of marks in columns of a width: all marks of one size, no column higher than height. */
export function stackMarks(counts: number[], width: number, height: number): Stack {
  const most = Math.max(1, ...counts)
  const stacks = STEPS.map((step) => {
    const room = Math.max(1, Math.floor(width / step))
    return { step, perRow: Math.min(room, Math.max(4, Math.ceil(Math.sqrt(most)))) }
  })
  const fits = stacks.find(({ step, perRow }) => Math.ceil(most / perRow) * step <= height)
  const { step, perRow } = fits ?? { step: 3, perRow: Math.max(1, Math.floor(width / 3)) }
  return { step, perRow }
}

/** Returns a number of an axis, as short as possible while two steps differ. */
export function axisText(value: number): string {
  return String(Number(value.toPrecision(6)))
}
