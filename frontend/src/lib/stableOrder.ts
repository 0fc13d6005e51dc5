/** Returns the items in the kept order of their keys, with unknown items at the end. */
export function arranged<T, Key>(items: readonly T[], kept: readonly Key[], keyOf: (item: T) => Key): T[] {
  const left = new Map(items.map((item) => [keyOf(item), item]))
  const known = kept.flatMap((key) => {
    const item = left.get(key)
    left.delete(key)
    return item === undefined ? [] : [item]
  })
  return [...known, ...left.values()]
}

/**
 * Returns the keys of now in an order that does not move under the reader: keys of before keep their order, new keys
 * follow in the order of now, keys that are gone are left out.
 */
export function stableOrder(before: readonly string[], now: readonly string[]): string[] {
  return arranged(now, before, (key) => key)
}
