/** How many columns and rows of tiles fill the wall, and how many groups stand on it. */
export interface Wall {
  columns: number
  rows: number
  shown: number
  /** How many rows of code a tile has room for, in a type that can be read from the last row of the room. */
  lines: number
}

const WALLS: Wall[] = [
  { columns: 1, rows: 1, shown: 1, lines: 9 },
  { columns: 2, rows: 1, shown: 2, lines: 9 },
  { columns: 3, rows: 1, shown: 3, lines: 9 },
  { columns: 2, rows: 2, shown: 4, lines: 6 },
  { columns: 3, rows: 2, shown: 6, lines: 6 },
  { columns: 4, rows: 2, shown: 8, lines: 6 },
  { columns: 4, rows: 3, shown: 12, lines: 4 },
]

/** Twelve answers can still be read from the last row; more are on further pages. */
const LARGEST: Wall = { columns: 4, rows: 3, shown: 12, lines: 4 }

/** Returns the columns and rows that make a number of answers as large as they can be. */
export function wallFor(groups: number): Wall {
  const wall = WALLS.find(({ shown }) => shown >= groups) ?? LARGEST
  return { ...wall, shown: Math.min(groups, wall.shown) }
}

/** Returns how many characters and lines can be read in a tile of a wall from the last row. */
export function roomOf({ columns, lines }: Wall): { chars: number; lines: number } {
  return { chars: Math.floor(84 / columns), lines }
}

/** Returns how many walls a number of answers fills; 1 if there are none. */
export function pagesOf(groups: number): number {
  return Math.max(1, Math.ceil(groups / LARGEST.shown))
}

/** Returns the answers of a page as a range of indexes: the first, and the one after the last. */
export function pageOf(groups: number, page: number): { from: number; to: number } {
  const from = Math.min(page, pagesOf(groups) - 1) * LARGEST.shown
  return { from, to: Math.min(groups, from + LARGEST.shown) }
}

/** Up to this many students, each has a mark; more are a bar. */
export const MOST_MARKS = 40

/** A wall has room for so many bars. */
const MOST_BARS = 60

/** Returns the questions that have a bar, in their order: those that most students sent, and the one that is shown. */
export function barsOf<T extends { label: string; students: number }>(all: readonly T[], shown: string): T[] {
  if (all.length <= MOST_BARS) return [...all]
  const byStudents = [...all].sort(
    (a, b) => Number(b.label === shown) - Number(a.label === shown) || b.students - a.students,
  )
  const kept = new Set(byStudents.slice(0, MOST_BARS))
  return all.filter((question) => kept.has(question))
}

/** Returns which bars have their label written: 1 for all; 2, 5 … for every second, fifth … if there are many. */
export function labelEvery(bars: number): number {
  const most = 30
  return [1, 2, 5, 10, 20].find((every) => bars / every <= most) ?? 50
}
