import { diffArrays, diffWordsWithSpace } from 'diff'

/** A piece of a line; changed pieces are what the other side has not. */
export interface Piece {
  text: string
  isChanged: boolean
}

/** A line of a comparison: on both sides, only on the left, or only on the right. */
export interface DiffLine {
  side: 'both' | 'left' | 'right'
  pieces: Piece[]
}

/** Longer sources are compared by lines alone: words of thousands of lines would be felt. */
const WORDS_UP_TO = 400

/** Two lines that share less than this are told apart whole: islands of common letters help nobody. */
const ALIKE = 0.3

function whole(side: DiffLine['side'], text: string): DiffLine {
  return { side, pieces: [{ text, isChanged: false }] }
}

function byWords(left: string, right: string): [DiffLine, DiffLine] {
  const parts = diffWordsWithSpace(left, right)
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
function changedRun(left: string[], right: string[], withWords: boolean): DiffLine[] {
  const lefts: DiffLine[] = []
  const rights: DiffLine[] = []
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i], right[i]]
    if (a !== undefined && b !== undefined && withWords) {
      const [l, r] = byWords(a, b)
      lefts.push(l)
      rights.push(r)
      continue
    }
    if (a !== undefined) lefts.push(whole('left', a))
    if (b !== undefined) rights.push(whole('right', b))
  }
  return [...lefts, ...rights]
}

/** Returns two sources compared by lines, and changed lines by words. */
export function compareCode(left: string, right: string): DiffLine[] {
  const lefts = left.trimEnd().split('\n')
  const rights = right.trimEnd().split('\n')
  const withWords = lefts.length + rights.length <= WORDS_UP_TO
  const parts = diffArrays(lefts, rights)
  const lines: DiffLine[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (!part) continue
    const next = parts[i + 1]
    if (part.removed && next?.added) {
      lines.push(...changedRun(part.value, next.value, withWords))
      i++
    } else if (part.removed) lines.push(...part.value.map((line) => whole('left', line)))
    else if (part.added) lines.push(...part.value.map((line) => whole('right', line)))
    else lines.push(...part.value.map((line) => whole('both', line)))
  }
  return lines
}
