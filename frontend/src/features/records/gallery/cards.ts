/** The sizes of a card, in pixels of the design. */
export const cardSizes = {
  s: { width: 114, height: 96 },
  m: { width: 196, height: 158 },
  l: { width: 320, height: 252 },
} as const
export type CardSize = keyof typeof cardSizes

/** The gap between cards and the padding beside them, in pixels of the design; the style sheet has the same. */
export const GAP = 8
const PADDING = 16

/** Returns how many cards stand in a row of a width, and how wide each is, both in pixels; scale is the text's. */
export function gridOf(width: number, size: CardSize, scale: number): { columns: number; card: number } {
  const gap = GAP * scale
  const room = Math.max(0, width - 2 * PADDING * scale)
  const columns = Math.max(1, Math.floor((room + gap) / (cardSizes[size].width * scale + gap)))
  return { columns, card: Math.floor((room - (columns - 1) * gap) / columns) }
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
  return kept === 'm' || kept === 'l' ? kept : 's'
}

/** Remembers the size of the gallery's cards for the next start. */
export function setCardSize(size: CardSize): void {
  localStorage.setItem(CARD_SIZE, size)
}
