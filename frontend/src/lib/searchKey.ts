/** Returns a text as searches compare it: in lower case, without accents and without spaces at its ends. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
