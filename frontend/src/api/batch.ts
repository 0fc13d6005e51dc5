interface Waiting<Value> {
  resolve: (value: Value) => void
  reject: (reason: unknown) => void
}

/**
 * Returns a function that asks for one thing, in company: what is asked for within one turn of the page
 * becomes one question, or several of at most size. Rejects where the answer has nothing for the key.
 */
export function createBatcher<Key, Value>(
  size: number,
  ask: (keys: Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value> {
  let waiting = new Map<Key, Waiting<Value>[]>()

  async function send(part: [Key, Waiting<Value>[]][]) {
    try {
      const answer = await ask(part.map(([key]) => key))
      for (const [key, askers] of part) {
        const value = answer.get(key)
        for (const { resolve, reject } of askers) {
          if (value === undefined) reject(new Error('Not found.'))
          else resolve(value)
        }
      }
    } catch (thrown) {
      for (const [, askers] of part) for (const { reject } of askers) reject(thrown)
    }
  }

  function flush() {
    const all = [...waiting]
    waiting = new Map()
    for (let at = 0; at < all.length; at += size) void send(all.slice(at, at + size))
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(flush)
      waiting.set(key, [...(waiting.get(key) ?? []), { resolve, reject }])
    })
}
