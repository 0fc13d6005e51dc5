/** Lengths of the design in pixels at ordinary text size; see styles/tokens.css. */
const NAME = 146
const LAST = 64
const PADDING = 16
const SCROLLBAR = 14
/** Legend, part and order above the grid. */
const TOOLS = 40
const LABELS = 24
const [LEAST_BARS, MOST_BARS] = [72, 104]
const [LEAST_CELL, MOST_CELL] = [24, 40]
const [LEAST_ROW, MOST_ROW] = [12, 24]
/** What scrolls anyhow, as it has this many times more students than there is room for, is set to be read. */
const CROWD = 1.5
const CROWD_ROW = 16
/** From this height on a cell has room for the number of attempts. */
const ROW_WITH_ATTEMPTS = 14
/** The list of whom to help and the pace need this much beside the grid, and no more. */
const [LEAST_SIDE, MOST_SIDE] = [360, 460]
const LEAST_GRID = 520
/** Below this width the side stands under the grid, and the page scrolls. */
const LEAST_WIDTH = 760

/** What the grid has to fit into, and what has to fit. */
export interface Space {
  /** Of the page below the figures, in pixels. */
  width: number
  height: number
  questions: number
  students: number
  /** 1 at ordinary text size. */
  scale: number
}

/** Where everything of the grid stands, in pixels. */
export interface Layout {
  /** Whether the list of whom to help stands under the grid and not beside it. */
  isStacked: boolean
  /** Width of the grid with all that belongs to it. */
  grid: number
  name: number
  cell: number
  last: number
  row: number
  bars: number
  labels: number
  hasAttempts: boolean
}

const clamp = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

function rowOf(room: number, px: (length: number) => number): number {
  if (room * CROWD < px(LEAST_ROW)) return px(CROWD_ROW)
  return clamp(px(LEAST_ROW), Math.floor(room), px(MOST_ROW))
}

/**
 * Returns the widest cells and the highest rows with which all questions and students can be seen at once; at
 * the least size of either the grid scrolls.
 */
export function fit({ width, height, questions, students, scale }: Space): Layout {
  const px = (length: number) => Math.round(length * scale)
  const isStacked = width < px(LEAST_WIDTH)
  const side = isStacked ? 0 : clamp(px(LEAST_SIDE), Math.round(width * 0.35), px(MOST_SIDE))
  const frame = px(NAME) + px(LAST) + px(PADDING) + SCROLLBAR
  const room = width - side - frame
  const cell = clamp(px(LEAST_CELL), Math.floor(room / Math.max(1, questions)), px(MOST_CELL))
  const wanted = Math.max(px(LEAST_GRID), frame + questions * cell)
  const forRows = height - px(TOOLS) - px(LABELS)
  const bars = clamp(px(LEAST_BARS), forRows - students * px(LEAST_ROW), px(MOST_BARS))
  const row = rowOf((forRows - bars) / Math.max(1, students), px)
  return {
    isStacked,
    grid: isStacked ? width : Math.min(width - side, wanted),
    name: px(NAME),
    cell,
    last: px(LAST),
    row,
    bars,
    labels: px(LABELS),
    hasAttempts: row >= px(ROW_WITH_ATTEMPTS),
  }
}
