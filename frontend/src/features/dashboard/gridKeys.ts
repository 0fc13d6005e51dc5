/** A position in the grid: the head is row -1, the names are column 0, the last record comes after the questions. */
export interface Position {
  row: number
  column: number
}

interface Extent {
  rows: number
  columns: number
  /** How many rows are in sight. */
  page: number
}

const within = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

/** Returns where a key leads from a position; undefined for keys that lead nowhere. */
export function step(
  { row, column }: Position,
  key: string,
  withCtrl: boolean,
  { rows, columns, page }: Extent,
): Position | undefined {
  const last: Position = { row: rows - 1, column: columns + 1 }
  const leads: Partial<Record<string, Position>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageUp: { row: Math.max(0, row - page), column },
    PageDown: { row: row + page, column },
    Home: withCtrl ? { row: 0, column: 0 } : { row, column: 0 },
    End: withCtrl ? last : { row, column: last.column },
  }
  const to = leads[key]
  return to && { row: within(-1, to.row, last.row), column: within(0, to.column, last.column) }
}
