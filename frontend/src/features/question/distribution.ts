import type { Verdict } from '../../api/types'

/** One student's number, and how it was judged. */
export interface Mark {
  value: number
  /** As Python writes it. */
  text: string
  verdict: Verdict
}

/** One of a few distinct values, and the marks of those who sent it. */
export interface Column {
  text: string
  marks: Verdict[]
}

/** A stretch of the axis, from (with) to (without, but for the last), and how many sent a value in it. */
export interface Bin {
  from: number
  to: number
  right: number
  wrong: number
  sent: number
}

/** What to draw of a question's numbers. Numbers that have no place on an axis are counted apart. */
export type Distribution =
  | { kind: 'columns'; columns: Column[] }
  | { kind: 'bins'; bins: Bin[]; apart: Column[] }

const MOST_COLUMNS = 8
const BINS = 12
const FORM_ORDER: Verdict[] = ['right', 'wrong', '']

/** Returns a step of 1, 2 or 5 times a power of ten of which BINS cover a width. */
function stepFor(width: number): number {
  const rough = width / BINS
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough) ?? 10
  return factor * power
}

function columnsOf(marks: Mark[]): Column[] {
  const columns = new Map<string, Mark[]>()
  for (const mark of marks) columns.set(mark.text, [...(columns.get(mark.text) ?? []), mark])
  return [...columns].map(([text, own]) => ({
    text,
    marks: FORM_ORDER.flatMap((verdict) => own.filter((m) => m.verdict === verdict).map((m) => m.verdict)),
  }))
}

/** Values that are no numbers stand after all others, minus infinity before. */
function byPlace(a: Mark, b: Mark): number {
  if (Number.isNaN(a.value)) return Number.isNaN(b.value) ? 0 : 1
  if (Number.isNaN(b.value)) return -1
  return a.value === b.value ? 0 : a.value - b.value
}

function binsOf(marks: Mark[]): Bin[] {
  const values = marks.map(({ value }) => value)
  const least = Math.min(...values)
  const step = stepFor(Math.max(...values) - least)
  const first = Math.floor(least / step)
  const last = Math.max(...values.map((value) => Math.floor(value / step)))
  const bins = Array.from({ length: last - first + 1 }, (_, i) => ({
    from: (first + i) * step,
    to: (first + i + 1) * step,
    right: 0,
    wrong: 0,
    sent: 0,
  }))
  for (const { value, verdict } of marks) {
    const bin = bins[Math.floor(value / step) - first]
    if (bin) bin[verdict === '' ? 'sent' : verdict] += 1
  }
  return bins
}

/**
 * Returns how the numbers that students sent are spread: up to eight distinct values as one column a value, more
 * as stretches of a common axis.
 */
export function distribution(marks: Mark[]): Distribution {
  const sorted = [...marks].sort(byPlace)
  const columns = columnsOf(sorted)
  const onAxis = sorted.filter(({ value }) => Number.isFinite(value))
  const width = (onAxis.at(-1)?.value ?? 0) - (onAxis[0]?.value ?? 0)
  // Values that are apart by less than a double can tell, or by more than it can hold, have no axis.
  if (columns.length <= MOST_COLUMNS || !(width > 0) || !Number.isFinite(width) || stepFor(width) === 0) {
    return { kind: 'columns', columns }
  }
  return {
    kind: 'bins',
    bins: binsOf(onAxis),
    apart: columnsOf(sorted.filter(({ value }) => !Number.isFinite(value))),
  }
}

/** Where marks stand: their distance, and how many stand beside each other. */
export interface Grid {
  step: number
  perRow: number
}

const STEPS = [10, 8, 6, 5, 4, 3]

/** Returns how to stack so many marks in columns of a width, all of one size, no stack higher than height. */
export function stackMarks(counts: number[], width: number, height: number): Grid {
  const most = Math.max(1, ...counts)
  for (const step of STEPS) {
    const room = Math.max(1, Math.floor(width / step))
    const perRow = Math.min(room, Math.max(4, Math.ceil(Math.sqrt(most))))
    if (Math.ceil(most / perRow) * step <= height) return { step, perRow }
  }
  const step = STEPS.at(-1) ?? 3
  return { step, perRow: Math.max(1, Math.floor(width / step)) }
}
