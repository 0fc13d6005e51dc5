/**
 * Returns the index of the row or column before which dots stand for what is left out; -1 if nothing is left out. If
 * as many are shown as the app shows at most, they are the first ones; fewer are the head and the tail that a notebook
 * sent.
 */
export function gapOf(all: number, shown: number, most: number): number {
  if (all <= shown) return -1
  return shown >= most ? shown : Math.floor(shown / 2)
}

/** Returns the cells of a row with dots in the gap, where columns are left out; a gap of -1 means none. */
export function rowWithGap(cells: string[], gap: number, dots: string): string[] {
  return gap < 0 ? cells : cells.toSpliced(gap, 0, dots)
}
