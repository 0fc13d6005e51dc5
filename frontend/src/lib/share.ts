/** Whether a value is an object that JSON describes, or an array. */
function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * Returns a value that came as JSON, with every part that says what the value before said replaced by that part: what
 * did not change is the same object. It changes the new value in place, as it compares thousands of numbers for each
 * record that comes.
 */
export function share<T>(before: unknown, now: T): T {
  if (!isTree(before) || !isTree(now) || Array.isArray(before) !== Array.isArray(now)) return now
  const keys = Object.keys(now)
  let isSame = keys.length === Object.keys(before).length
  for (const key of keys) {
    const [old, value] = [before[key], now[key]]
    if (old === value && key in before) continue
    const shared = share(old, value)
    if (shared === old && key in before) (now as Record<string, unknown>)[key] = shared
    else isSame = false
  }
  return isSame ? (before as T) : now
}
