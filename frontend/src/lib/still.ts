/**
 * Returns an order that does not move under the reader: what was there keeps its place, what is new comes
 * after it in its own order, what is gone leaves.
 */
export function stillOrder(before: readonly string[], now: readonly string[]): string[] {
  const there = new Set(now)
  const known = new Set(before)
  return [...before.filter((key) => there.has(key)), ...now.filter((key) => !known.has(key))]
}
