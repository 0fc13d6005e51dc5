import { diffArrays } from 'diff'
import { compareCode, type Piece } from './diff'
import { type Change, compareElements } from './elements'
import { type Figure, lineCount } from './figure'
import { type MarkedLine, markLines } from './lines'
import { alike, ROUNDING, type Tolerance } from './tolerance'

/** Why an answer is not marked: another type, differs in too much to be matched, or only a part of it came. */
export type NotCompared = 'type' | 'large' | 'part'

/** How an answer differs from the one that it is compared with: what is marked in it, and what is said beside it. */
export type Difference =
  | { kind: 'none' }
  | { kind: 'words'; pieces: Piece[]; changed: number; lacks: number }
  | { kind: 'lines'; lines: MarkedLine[]; changed: number; lacks: number }
  | { kind: 'elements'; pieces: Piece[]; changed: number; lacks: number; changes: Change[] }
  | { kind: 'cells'; cells: boolean[][]; changed: number; lacks: number; of: number; changes: Change[] }
  | { kind: 'shape'; own: string; reference: string }
  | { kind: 'more' | 'less'; by: string }
  | { kind: 'opposite' }
  | { kind: 'notCompared'; why: NotCompared }

/** How many changes are told one by one. */
const TOLD = 6
/** The most values of a row that may be too many or lacking before a comparison gives up. */
const MOST_APART = 200

const NONE: Difference = { kind: 'none' }
const notCompared = (why: NotCompared): Difference => ({ kind: 'notCompared', why })

/** Two texts of one line each. */
function compareSentences(own: string, reference: string): Difference {
  const { lines } = compareCode(own, reference)
  const pieces = lines.find(({ side }) => side === 'left')?.pieces
  if (!pieces) return NONE
  const others = lines.find(({ side }) => side === 'right')?.pieces ?? []
  const changes = (all: Piece[]) => all.filter(({ isChanged }) => isChanged).length
  return { kind: 'words', pieces, changed: changes(pieces), lacks: changes(others) }
}

function compareText(own: string, reference: string): Difference {
  const lines = markLines(own, reference)
  if (!lines) return notCompared('large')
  const changed = lines.filter(({ differs }) => differs).length
  const lacks = lines.reduce((sum, line) => sum + line.lacks + line.lacksAfter, 0)
  return changed + lacks === 0 ? NONE : { kind: 'lines', lines, changed, lacks }
}

function compareWritten(own: string, reference: string, tolerance: Tolerance): Difference {
  const compared = compareElements(own, reference, tolerance)
  if (!compared) return notCompared('large')
  return compared.changed + compared.lacks === 0 ? NONE : { kind: 'elements', ...compared }
}

function compareNumbers(own: string, reference: string): Difference {
  const [a, b] = [Number(own), Number(reference)]
  if (own === reference || !Number.isFinite(a) || !Number.isFinite(b)) return NONE
  if (a === -b) return { kind: 'opposite' }
  return { kind: a > b ? 'more' : 'less', by: String(Number(Math.abs(a - b).toPrecision(3))) }
}

interface Grid {
  rows: string[][]
  /** The row and the column before which some are left out; -1 for none. */
  rowGap: number
  colGap: number
  shape: string
}

/** Two rows of different lengths: a value is marked if the other row does not have it in this order. */
function compareRows(own: string[], reference: string[], tolerance: Tolerance): Difference {
  const parts = diffArrays(own, reference, {
    maxEditLength: MOST_APART,
    comparator: (a, b) => alike(a, b, tolerance),
  })
  if (!parts) return notCompared('large')
  const cells = parts.flatMap((part) => (part.added ? [] : part.value.map(() => part.removed)))
  const lacking = parts.reduce((sum, part) => sum + (part.added ? part.count : 0), 0)
  const changed = cells.filter(Boolean).length
  return {
    kind: 'cells',
    cells: [cells],
    changed,
    lacks: Math.max(0, lacking - changed),
    of: own.length,
    changes: [],
  }
}

const widthOf = (grid: Grid) => grid.rows[0]?.length ?? 0

function isFitting(own: Grid, reference: Grid): boolean {
  return (
    own.rows.length === reference.rows.length &&
    widthOf(own) === widthOf(reference) &&
    own.rowGap === reference.rowGap &&
    own.colGap === reference.colGap
  )
}

/** Two grids of which the same cells are shown. */
function compareCells(own: Grid, reference: Grid, tolerance: Tolerance): Difference {
  const changes: Change[] = []
  // Beyond what is left out, the index of what is shown is not that of the array.
  const isPlaced = (at: number, gap: number) => gap < 0 || at < gap
  const cells = own.rows.map((row, r) =>
    row.map((cell, c) => {
      const other = reference.rows[r]?.[c] ?? ''
      if (alike(cell, other, tolerance)) return false
      const place = own.rows.length === 1 ? `[${String(c)}]` : `[${String(r)}, ${String(c)}]`
      if (isPlaced(r, own.rowGap) && isPlaced(c, own.colGap))
        changes.push({ place, own: cell, reference: other })
      return true
    }),
  )
  const of = cells.flat().length
  const changed = cells.flat().filter(Boolean).length
  if (changed === 0) return NONE
  return { kind: 'cells', cells, changed, lacks: 0, of, changes: changes.slice(0, TOLD) }
}

function compareGrids(own: Grid, reference: Grid, tolerance: Tolerance): Difference {
  if (own.shape !== reference.shape) return { kind: 'shape', own: own.shape, reference: reference.shape }
  if (isFitting(own, reference)) return compareCells(own, reference, tolerance)
  const rowOf = ({ rows, colGap }: Grid) => (rows.length === 1 && colGap < 0 ? rows[0] : undefined)
  const [a, b] = [rowOf(own), rowOf(reference)]
  if (a && b) return compareRows(a, b, tolerance)
  const size = (grid: Grid) => `${String(grid.rows.length)} × ${String(widthOf(grid))}`
  return { kind: 'shape', own: size(own), reference: size(reference) }
}

function gridOf(figure: Figure): Grid | undefined {
  if (figure.kind === 'matrix') return { ...figure, shape: figure.note }
  if (figure.kind !== 'table') return undefined
  const { columns, rows, shape } = figure.table
  return { rows: [columns, ...rows], rowGap: -1, colGap: -1, shape: shape.join(' × ') }
}

function compareTexts(own: Figure, reference: Figure, tolerance: Tolerance): Difference | undefined {
  if (own.kind === 'code' && reference.kind === 'code') return compareText(own.source, reference.source)
  if (own.kind === 'written' && reference.kind === 'written')
    return compareWritten(own.text, reference.text, tolerance)
  if (own.kind !== 'text' || reference.kind !== 'text') return undefined
  const areSentences = lineCount(own) === 1 && lineCount(reference) === 1
  return (areSentences ? compareSentences : compareText)(own.text, reference.text)
}

/** Formulas and pictures are drawn as a whole, and of a broken answer nothing is known: nothing in them can be marked. */
function compare(own: Figure, reference: Figure, tolerance: Tolerance): Difference | undefined {
  if (own.kind === 'broken' || reference.kind === 'broken') return undefined
  if (own.kind !== reference.kind) return notCompared('type')
  if (own.kind === 'value' && reference.kind === 'value') return compareNumbers(own.text, reference.text)
  const [a, b] = [gridOf(own), gridOf(reference)]
  return a && b ? compareGrids(a, b, tolerance) : compareTexts(own, reference, tolerance)
}

/** Numbers that differ in ways that the tolerance forgives may still be what keeps two groups apart. */
const EXACT: Tolerance = { relative: 0, absolute: 0 }

/** Returns how an answer differs from another; undefined if there is nothing to mark in such answers. */
export function differenceOf(
  own: Figure,
  reference: Figure,
  tolerance: Tolerance = ROUNDING,
): Difference | undefined {
  const difference = compare(own, reference, tolerance)
  return difference?.kind === 'none' ? compare(own, reference, EXACT) : difference
}
