/** Returns a text as a search compares it: without capitals, accents, or spaces at its ends. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
