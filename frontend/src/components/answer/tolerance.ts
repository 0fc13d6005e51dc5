/** How far two numbers may be apart and still be the same: within either. */
export interface Tolerance {
  relative: number
  absolute: number
}

/** Forgives what rounding does to a last digit, and no more. */
export const ROUNDING: Tolerance = { relative: 1e-6, absolute: 0 }

/** Returns whether two values, as Python writes them, are the same: the same text, or numbers within the tolerance. */
export function alike(a: string, b: string, { relative, absolute }: Tolerance): boolean {
  if (a === b) return true
  if (a.trim() === '' || b.trim() === '') return false
  const [x, y] = [Number(a), Number(b)]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false
  return Math.abs(x - y) <= Math.max(absolute, relative * Math.max(Math.abs(x), Math.abs(y)))
}
