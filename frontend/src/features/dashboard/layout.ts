/** Lengths of the design in pixels at ordinary text size; see styles/tokens.css. */
const [NAME, LONG_NAME] = [146, 230]
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
const [LEAST_CELL, GOOD_CELL, MOST_CELL] = [24, 40, 56]
const [LEAST_ROW, MOST_ROW] = [12, 24]
/** With this many times more students than there is room for, the grid scrolls anyway and its rows are made readable. */
const CROWD = 1.5
const CROWD_ROW = 16
/** From this height on a cell has room for the number of attempts. */
const ROW_WITH_ATTEMPTS = 14
/** The share of the width for the list of whom to help and the pace; less if there are many questions. */
const [LESS, MORE] = [0.35, 0.41]
const [LEAST_SIDE, GOOD_SIDE, MOST_SIDE] = [360, 560, 960]
/** Narrower cells than this are the sign of many questions. */
const ROOMY_CELL = 28
const LEAST_GRID = 520
/** Below this width the side stands under the grid, and the page scrolls. */
const LEAST_WIDTH = 760

/** The space for the grid, and what has to fit into it. */
export interface Space {
  /** Of the page below the figures, in pixels. */
  width: number
  height: number
  questions: number
  students: number
  /** How many digits the largest count over a bar has. */
  digits: number
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
  /** Whether the grid is wider than its space, so that names and last records stand above what scrolls under them. */
  scrollsSideways: boolean
  /** The size of the counts over the bars: one for all, so that the longest fits its bar. */
  count: number
}

const clamp = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

function rowOf(room: number, px: (length: number) => number): number {
  if (room * CROWD < px(LEAST_ROW)) return px(CROWD_ROW)
  return clamp(px(LEAST_ROW), Math.floor(room), px(MOST_ROW))
}

/** A digit is at most this much of its height wide, in the widest face that was measured: DejaVu Sans Bold. */
const DIGIT = 0.7
const COUNT_SIZES = [20, 16, 14, 12, 11, 10, 9]

/** Returns the largest size in which a count stands within its cell. */
function countOf(cell: number, digits: number, px: (length: number) => number): number {
  const least = px(COUNT_SIZES.at(-1) ?? 0)
  return COUNT_SIZES.map(px).find((size) => size * DIGIT * digits <= cell) ?? least
}

/**
 * Returns the widest cells and the highest rows that show all questions and students at once. If they would be smaller
 * than the least size, the grid scrolls. On a wide screen names get room first, then cells and the side alike.
 */
export function fit({ width, height, questions, students, digits, scale }: Space): Layout {
  const px = (length: number) => Math.round(length * scale)
  const isStacked = width < px(LEAST_WIDTH)
  const frame = px(NAME) + px(LAST) + px(PADDING) + SCROLLBAR
  const sideOf = (share: number) =>
    isStacked ? 0 : clamp(px(LEAST_SIDE), Math.round(width * share), px(GOOD_SIDE))
  const cellOf = (side: number, name = 0) =>
    Math.floor((width - side - frame - name) / Math.max(1, questions))
  const side = sideOf(cellOf(sideOf(MORE)) < px(ROOMY_CELL) ? LESS : MORE)
  const longer = clamp(0, width - side - frame - questions * px(GOOD_CELL), px(LONG_NAME - NAME))
  const most = cellOf(isStacked ? 0 : px(MOST_SIDE), longer) < px(GOOD_CELL) ? px(GOOD_CELL) : px(MOST_CELL)
  const cell = clamp(px(LEAST_CELL), cellOf(side, longer), most)
  const wanted = Math.max(px(LEAST_GRID), frame + longer + questions * cell)
  const forRows = height - px(TOOLS) - px(LABELS) - px(FOOT)
  const bars = clamp(
    px(LEAST_BARS),
    Math.max(Math.min(px(GOOD_BARS), forRows - students * px(LEAST_ROW)), forRows - students * px(MOST_ROW)),
    px(MOST_BARS),
  )
  const grid = isStacked ? width : Math.min(width - side, Math.max(wanted, width - px(MOST_SIDE)))
  const row = rowOf((forRows - bars) / Math.max(1, students), px)
  return {
    isStacked,
    grid,
    name: px(NAME) + longer,
    cell,
    last: px(LAST),
    row,
    bars,
    labels: px(LABELS),
    hasAttempts: row >= px(ROW_WITH_ATTEMPTS),
    scrollsSideways: grid < frame + longer + questions * cell,
    count: countOf(cell, digits, px),
  }
}

/** The heights of what stands beside the grid: heads, lines and what says how many more there are. */
const [PACE, ATTENTION_HEAD, QUEUE_HEAD, LINE, MORE_LINES] = [168, 32, 32, 47, 33]
const [MISTAKES_HEAD, MISTAKE, MORE_MISTAKES] = [34, 32, 24]
/** Two lines and a bit: the list of whom to help keeps this when it is short, so that one more moves nothing. */
const LEAST_ATTENTION = 112

/** How many lines each box beside the grid shows. */
export interface Shares {
  attention: number
  mistakes: number
}

/**
 * Shares a height, in pixels, among the list of whom to help and the shared mistakes, by how many lines each has: first
 * some of both, then more of whom to help, then of the mistakes. The pace and the head of the queue keep their own.
 */
export function share(height: number, all: Shares, hasQueue: boolean, scale: number): Shares {
  const heads = ATTENTION_HEAD + (hasQueue ? QUEUE_HEAD : 0) + (all.mistakes > 0 ? MISTAKES_HEAD : 0)
  const room = height / scale - PACE - heads
  const heightOf = ({ attention, mistakes }: Shares) =>
    Math.max(LEAST_ATTENTION, attention * LINE + (attention < all.attention ? MORE_LINES : 0)) +
    mistakes * MISTAKE +
    (mistakes < all.mistakes ? MORE_MISTAKES : 0)
  let shown: Shares = { attention: 1, mistakes: 1 }
  const take = (box: keyof Shares, upTo: number) => {
    while (shown[box] < Math.min(all[box], upTo)) {
      const next = { ...shown, [box]: shown[box] + 1 }
      if (heightOf(next) > room) return
      shown = next
    }
  }
  take('attention', 3)
  take('mistakes', 2)
  take('attention', 6)
  take('mistakes', 5)
  take('attention', all.attention)
  take('mistakes', all.mistakes)
  return shown
}
