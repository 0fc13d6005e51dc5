import { compareCode, type Piece } from './diff'

/** A line of an answer beside another answer. */
export interface MarkedLine {
  /** The line, cut at the ends of the words that the other answer does not have. */
  pieces: Piece[]
  /** Whether the other answer does not have this line. */
  differs: boolean
  /** How many lines of the other answer are lacking before this one. */
  lacks: number
  /** How many are lacking after it, which only the last line can say. */
  lacksAfter: number
}

/** Many answers are compared at once: one that differs in more lines than this is not marked. */
const MOST_APART = 200

/** Returns the lines of a text with what another does not have; undefined if they differ in too much. */
export function markLines(own: string, reference: string): MarkedLine[] | undefined {
  const { lines, detail } = compareCode(own, reference, MOST_APART)
  if (detail === 'none') return undefined
  const marked: MarkedLine[] = []
  let [changed, lacking] = [0, 0]
  for (const { side, pieces } of lines) {
    if (side === 'right') {
      lacking++
      continue
    }
    // Of a changed run come first our lines, then those of the other: the first of both are about the same.
    const lacks = side === 'both' ? Math.max(0, lacking - changed) : 0
    if (side === 'both') [changed, lacking] = [0, 0]
    else changed++
    marked.push({ pieces, differs: side === 'left', lacks, lacksAfter: 0 })
  }
  const last = marked.at(-1)
  if (last) last.lacksAfter = Math.max(0, lacking - changed)
  return marked
}

/** A row of an excerpt: a line by its index, or how many lines are left out and how many of those differ. */
export type ExcerptRow = { line: number } | { left: number; differing: number }

/** How many lines are shown around one that differs. */
const AROUND = 2

/** Returns the indexes of lines in the order in which they are wanted. */
function wanted(count: number, differs: number[]): number[] {
  const order: number[] = []
  const runs: [from: number, to: number][] = []
  for (const line of differs) {
    const run = runs.at(-1)
    if (run && line - run[1] <= 1) run[1] = line
    else runs.push([line, line])
  }
  for (const [from, to] of runs) {
    for (let line = from; line <= to; line++) order.push(line)
    for (let by = 1; by <= AROUND; by++) order.push(from - by, to + by)
  }
  const [first = 0] = differs
  for (let by = 0; by < count; by++) order.push(first - by, first + by)
  return order.filter((line) => line >= 0 && line < count)
}

/**
 * Returns an excerpt of lines: those that differ and two around them. It has `rows` rows, whatever differs, so that
 * another reference changes no height; all lines if they are no more than that.
 */
export function excerptOf(count: number, differs: number[], rows: number): ExcerptRow[] {
  if (count <= rows) return Array.from({ length: count }, (_, line) => ({ line }))
  const chosen = new Set<number>()
  for (const line of wanted(count, differs)) {
    if (chosen.has(line)) continue
    chosen.add(line)
    const used = rowsOf(chosen, count, differs)
    if (used.length > rows) chosen.delete(line)
    else if (used.length === rows && used.every((row) => 'line' in row || row.left > 1)) break
  }
  return rowsOf(chosen, count, differs)
}

function rowsOf(chosen: Set<number>, count: number, differs: number[]): ExcerptRow[] {
  const rows: ExcerptRow[] = []
  const fold = (from: number, to: number) => {
    if (to > from)
      rows.push({ left: to - from, differing: differs.filter((line) => line >= from && line < to).length })
  }
  let next = 0
  for (const line of [...chosen].sort((a, b) => a - b)) {
    fold(next, line)
    rows.push({ line })
    next = line + 1
  }
  fold(next, count)
  return rows
}
