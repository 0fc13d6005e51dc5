/** The sizes of a card: the least width of small, medium and large ones in pixels of the design, or as the page is filled. */
const WIDTHS = { s: 114, m: 196, l: 320 } as const
export const cardSizes = ['fit', 's', 'm', 'l'] as const
export type CardSize = (typeof cardSizes)[number]

/** The widest card that fills a page: a thumbnail has no more pixels. */
const WIDEST = 480

/** The gap between cards, the padding beside them and the line of a heading, in pixels of the design; as the style sheet. */
export const GAP = 8
const PADDING = 16
export const HEADING = 28

/** How high the paper of a card is for its width, and what stands around it. */
const ASPECT = 0.66
const AROUND = 10
const FOOT = 22

/** The room of the gallery in pixels, and the scale of its text. */
export interface Room {
  width: number
  height: number
  scale: number
}

/** Cards in a row, and the width and the height of each in pixels. */
export interface Grid {
  columns: number
  card: number
  height: number
}

/** Returns so many cards in a row. */
export function gridWith(columns: number, { width, scale }: Room): Grid {
  const inner = Math.max(0, width - 2 * PADDING * scale)
  const card = Math.max(0, (inner - (columns - 1) * GAP * scale) / columns)
  return { columns, card, height: Math.round((card - AROUND * scale) * ASPECT + (AROUND + FOOT) * scale) }
}

function mostColumns(least: number, { width, scale }: Room): number {
  const inner = width - 2 * PADDING * scale
  return Math.max(1, Math.floor((inner + GAP * scale) / ((least + GAP) * scale)))
}

/** What stands in a gallery of so many columns: its rows of cards, and how many of them have a heading. */
export interface Extent {
  rows: number
  headings: number
}

/**
 * Returns the cards of a size, as many in a row as fit. Those that fill the page are as large as they can be while all are
 * in sight, and never smaller than the small ones, or the medium ones if they hold lines to read.
 */
export function gridOf(
  size: CardSize,
  room: Room,
  holdsLines: boolean,
  extentOf: (columns: number) => Extent,
): Grid {
  if (size !== 'fit') return gridWith(mostColumns(WIDTHS[size], room), room)
  const most = mostColumns(holdsLines ? WIDTHS.m : WIDTHS.s, room)
  const fewest = Math.min(most, Math.max(1, Math.ceil(room.width / ((WIDEST + GAP) * room.scale))))
  for (let columns = fewest; columns < most; columns++) {
    const grid = gridWith(columns, room)
    const { rows, headings } = extentOf(columns)
    const gap = GAP * room.scale
    if (rows * (grid.height + gap) + headings * HEADING * room.scale + gap <= room.height) return grid
  }
  return gridWith(most, room)
}

/** The width of a character of a matrix, and what stands beside it in a card, in pixels of the design. */
const CHARACTER = 7.3
const BESIDE = 14

/** Returns how many characters stand in a line of a card of a width in pixels; scale is the text's. */
export function charsOf(card: number, scale: number): number {
  return Math.max(8, Math.floor((card / scale - BESIDE) / CHARACTER))
}

const CARD_SIZE = 'npt.card-size'

/** Returns the last size of the gallery's cards. */
export function cardSize(): CardSize {
  const kept = localStorage.getItem(CARD_SIZE)
  return cardSizes.find((size) => size === kept) ?? 'fit'
}

/** Remembers the size of the gallery's cards for the next start. */
export function setCardSize(size: CardSize): void {
  localStorage.setItem(CARD_SIZE, size)
}
