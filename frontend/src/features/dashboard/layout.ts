/** Lengths of the design in pixels at ordinary text size; see styles/tokens.css. */
const NAME = 146
const LAST = 64
const PADDING = 16
/** The widest scroll bar of all systems, and the line beside the grid. */
const SCROLLBAR = 18
/** Legend, part and order above the grid. */
const TOOLS = 40
const LABELS = 24
/** Below the last row, with room for what stands out of it: a ring, a tall letter. */
const FOOT = 10
/** The rows get their room first; if students are few, the bars get the rest. */
const [LEAST_BARS, GOOD_BARS, MOST_BARS] = [72, 104, 220]
const [LEAST_CELL, MOST_CELL] = [24, 40]
const [LEAST_ROW, MOST_ROW] = [12, 24]
/** With this many times more students than there is room for, the grid scrolls anyway and its rows are made readable. */
const CROWD = 1.5
const CROWD_ROW = 16
/** From this height on a cell has room for the number of attempts. */
const ROW_WITH_ATTEMPTS = 14
/** The share of the width for the list of whom to help and the pace; less if there are many questions. */
const [LESS, MORE] = [0.35, 0.41]
const [LEAST_SIDE, MOST_SIDE] = [360, 560]
/** Narrower cells than this are the sign of many questions. */
const ROOMY_CELL = 28
const LEAST_GRID = 520
/** The height that the side needs for the list of whom to help and for the pace, and for each shared mistake. */
const SIDE_WITHOUT_MISTAKES = 530
const MISTAKE = 32
/** Below this width the side stands under the grid, and the page scrolls. */
const LEAST_WIDTH = 760

/** The space for the grid, and what has to fit into it. */
export interface Space {
  /** Of the page below the figures, in pixels. */
  width: number
  height: number
  questions: number
  students: number
  /** 1 at ordinary text size. */
  scale: number
}

/** The sizes of the grid and its parts, in pixels. */
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
  /** How many groups of wrong answers there is room for beside the grid. */
  mistakes: number
}

const clamp = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

function rowOf(room: number, px: (length: number) => number): number {
  if (room * CROWD < px(LEAST_ROW)) return px(CROWD_ROW)
  return clamp(px(LEAST_ROW), Math.floor(room), px(MOST_ROW))
}

/**
 * Returns the widest cells and the highest rows that show all questions and students at once. If they would be smaller
 * than the least size, the grid scrolls.
 */
export function fit({ width, height, questions, students, scale }: Space): Layout {
  const px = (length: number) => Math.round(length * scale)
  const isStacked = width < px(LEAST_WIDTH)
  const frame = px(NAME) + px(LAST) + px(PADDING) + SCROLLBAR
  const sideOf = (share: number) =>
    isStacked ? 0 : clamp(px(LEAST_SIDE), Math.round(width * share), px(MOST_SIDE))
  const cellOf = (side: number) => Math.floor((width - side - frame) / Math.max(1, questions))
  const side = sideOf(cellOf(sideOf(MORE)) < px(ROOMY_CELL) ? LESS : MORE)
  const cell = clamp(px(LEAST_CELL), cellOf(side), px(MOST_CELL))
  const wanted = Math.max(px(LEAST_GRID), frame + questions * cell)
  const forRows = height - px(TOOLS) - px(LABELS) - px(FOOT)
  const bars = clamp(
    px(LEAST_BARS),
    Math.max(Math.min(px(GOOD_BARS), forRows - students * px(LEAST_ROW)), forRows - students * px(MOST_ROW)),
    px(MOST_BARS),
  )
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
    mistakes: clamp(1, Math.floor((height - px(SIDE_WITHOUT_MISTAKES)) / px(MISTAKE)), 5),
  }
}
