/**
 * Returns the keys of now in an order that does not move under the reader: keys of before keep their order, new keys
 * follow in the order of now, keys that are gone are left out.
 */
export function stableOrder(before: readonly string[], now: readonly string[]): string[] {
  const there = new Set(now)
  const known = new Set(before)
  return [...before.filter((key) => there.has(key)), ...now.filter((key) => !known.has(key))]
}
