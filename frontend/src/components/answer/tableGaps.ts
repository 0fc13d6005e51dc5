/**
 * Returns before which row or column the dots stand for those that are left out; -1 where none are. So many as
 * the app shows at most are the first ones; fewer are the head and the tail that a notebook sent.
 */
export function gapOf(all: number, shown: number, most: number): number {
  if (all <= shown) return -1
  return shown >= most ? shown : Math.floor(shown / 2)
}

/** Returns the cells of a row with dots where columns are left out; -1 means nowhere. */
export function rowWithGap(cells: string[], gap: number, dots: string): string[] {
  return gap < 0 ? cells : cells.toSpliced(gap, 0, dots)
}
