import { diffArrays, diffWordsWithSpace } from 'diff'

/** A piece of a line; the other side does not have the changed pieces. */
export interface Piece {
  text: string
  isChanged: boolean
}

/** A line of a comparison: on both sides, only on the left, or only on the right. */
export interface DiffLine {
  side: 'both' | 'left' | 'right'
  pieces: Piece[]
}

/** Two sources compared. */
export interface Comparison {
  lines: DiffLine[]
  /** How detailed it is: by words in changed lines, by lines alone, or not at all: the left source, then the right. */
  detail: 'words' | 'lines' | 'none'
}

// The work grows with the square of the differences, and the window waits for it: sources and lines that differ too much
// are not compared, and the reader is told.

/** The most lines that differ before a comparison gives up; fewer in long sources, which are read once for each. */
export const MOST_LINES_APART = 600
export const MOST_LINES_READ = 4_000_000

/** The most words that differ before a comparison of two lines gives up. */
export const MOST_WORDS_APART = 60

/** Longer lines are not compared by words: they are data written into the code. */
export const LONGEST_LINE = 500

/** Longer sources are compared by lines alone: comparing the words of thousands of lines would be felt. */
const WORDS_UP_TO = 400

/** Two lines that share less than this part of their characters are marked as a whole: a few common letters help nobody. */
const ALIKE = 0.3

function whole(side: DiffLine['side'], text: string): DiffLine {
  return { side, pieces: [{ text, isChanged: false }] }
}

/** Returns two lines compared by words; undefined if that would take too long. */
function byWords(left: string, right: string): [DiffLine, DiffLine] | undefined {
  if (Math.max(left.length, right.length) > LONGEST_LINE) return undefined
  const parts = diffWordsWithSpace(left, right, { maxEditLength: MOST_WORDS_APART })
  if (!parts) return undefined
  const common = parts.filter((part) => !part.added && !part.removed)
  const shared = common.reduce((sum, { value }) => sum + value.trim().length, 0)
  const longest = Math.max(left.trim().length, right.trim().length)
  if (longest === 0 || shared / longest < ALIKE) return [whole('left', left), whole('right', right)]
  const pieces = (other: 'added' | 'removed') =>
    parts
      .filter((part) => !part[other])
      .map(({ value, added, removed }) => ({ text: value, isChanged: added || removed }))
  return [
    { side: 'left', pieces: pieces('added') },
    { side: 'right', pieces: pieces('removed') },
  ]
}

/** Returns a changed run: its lines of the left, then those of the right, matched in order by words. */
function changedRun(left: string[], right: string[], withWords: boolean): Comparison {
  const lefts = left.map((line) => whole('left', line))
  const rights = right.map((line) => whole('right', line))
  let detail: Comparison['detail'] = 'words'
  left.slice(0, right.length).forEach((line, i) => {
    const pair = withWords ? byWords(line, right[i] ?? '') : undefined
    if (pair) [lefts[i], rights[i]] = pair
    else detail = 'lines'
  })
  return { lines: [...lefts, ...rights], detail }
}

/** Returns two sources compared by lines, and changed lines by words. It gives up if more than `most` lines differ. */
export function compareCode(left: string, right: string, most = MOST_LINES_APART): Comparison {
  const lefts = left.trimEnd().split('\n')
  const rights = right.trimEnd().split('\n')
  const count = lefts.length + rights.length
  const maxEditLength = Math.min(most, Math.floor(MOST_LINES_READ / count))
  const parts = diffArrays(lefts, rights, { maxEditLength })
  if (!parts) return { lines: changedRun(lefts, rights, false).lines, detail: 'none' }
  const lines: DiffLine[] = []
  let detail: Comparison['detail'] = 'words'
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (!part) continue
    const next = parts[i + 1]
    if (part.removed && next?.added) {
      const run = changedRun(part.value, next.value, count <= WORDS_UP_TO)
      lines.push(...run.lines)
      if (run.detail === 'lines') detail = 'lines'
      i++
    } else {
      const side = part.removed ? 'left' : part.added ? 'right' : 'both'
      lines.push(...part.value.map((line) => whole(side, line)))
    }
  }
  return { lines, detail }
}
