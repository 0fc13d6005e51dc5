const NUMBER = /^([+-]?\d*)(\.\d*)?((?:e[+-]?\d+)?)$/i
const SPACE = '\u00a0'

/**
 * Returns the cells of one column, padded so that their decimal points align in a monospaced font. Cells that are no
 * plain number (nan, text) stay flush right.
 */
export function alignDecimals(column: string[]): string[] {
  const tails = column.map((cell) => {
    const match = NUMBER.exec(cell)
    return match ? (match[2] ?? '').length + (match[3] ?? '').length : 0
  })
  const longest = Math.max(0, ...tails)
  return column.map((cell, i) => (NUMBER.test(cell) ? cell + SPACE.repeat(longest - (tails[i] ?? 0)) : cell))
}

/** Returns rows with each column's decimals aligned. */
export function alignColumns(rows: string[][]): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, c) => alignDecimals(rows.map((row) => row[c] ?? '')))
  return rows.map((_, r) => columns.map((column) => column[r] ?? ''))
}

/** Returns rows with a dotted row and column where rows and columns were left out; a gap of -1 adds none. */
export function withGaps(rows: string[][], rowGap: number, colGap: number): string[][] {
  const aligned = alignColumns(rows).map((row) => (colGap < 0 ? row : row.toSpliced(colGap, 0, '⋯')))
  if (rowGap < 0) return aligned
  const width = aligned[0]?.length ?? 0
  const dots = Array.from({ length: width }, (_, c) => (c === colGap ? '⋱' : '⋮'))
  return aligned.toSpliced(rowGap, 0, dots)
}
