/** How many columns and rows of tiles fill the wall, and how many groups do not fit on it. */
export interface Wall {
  columns: number
  rows: number
  shown: number
}

const WALLS: Wall[] = [
  { columns: 1, rows: 1, shown: 1 },
  { columns: 2, rows: 1, shown: 2 },
  { columns: 3, rows: 1, shown: 3 },
  { columns: 2, rows: 2, shown: 4 },
  { columns: 3, rows: 2, shown: 6 },
  { columns: 4, rows: 2, shown: 8 },
  { columns: 4, rows: 3, shown: 12 },
]

/** Twelve answers can still be read from the last row; more are counted. */
const LARGEST: Wall = { columns: 4, rows: 3, shown: 12 }

/** Returns the wall on which so many answers stand as large as they can. */
export function wallFor(groups: number): Wall {
  const wall = WALLS.find(({ shown }) => shown >= groups) ?? LARGEST
  return { ...wall, shown: Math.min(groups, wall.shown) }
}

/** A mark a student up to so many; more are a bar. */
export const MOST_MARKS = 40

/** Returns which bars of a class have their label written: all, or every second, fifth … where they are many. */
export function labelEvery(bars: number): number {
  const most = 30
  return [1, 2, 5, 10, 20].find((every) => bars / every <= most) ?? 50
}
