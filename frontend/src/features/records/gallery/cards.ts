/** The sizes of a card, in pixels of the design. */
export const cardSizes = {
  s: { width: 114, height: 96 },
  m: { width: 196, height: 158 },
  l: { width: 320, height: 252 },
} as const
export type CardSize = keyof typeof cardSizes

/** The room between cards and beside them, in pixels of the design, as the style sheet has them. */
export const GAP = 8
const PADDING = 16

/** How the cards stand in a width, in pixels: how many in a row, and how wide each is, at a size of the text. */
export function gridOf(width: number, size: CardSize, scale: number): { columns: number; card: number } {
  const gap = GAP * scale
  const room = Math.max(0, width - 2 * PADDING * scale)
  const columns = Math.max(1, Math.floor((room + gap) / (cardSizes[size].width * scale + gap)))
  return { columns, card: Math.floor((room - (columns - 1) * gap) / columns) }
}

const CARD_SIZE = 'npt.card-size'

/** Returns how large the cards of the gallery were last. */
export function cardSize(): CardSize {
  const kept = localStorage.getItem(CARD_SIZE)
  return kept === 'm' || kept === 'l' ? kept : 's'
}

/** Keeps how large the cards of the gallery are, for the next start. */
export function setCardSize(size: CardSize): void {
  localStorage.setItem(CARD_SIZE, size)
}
