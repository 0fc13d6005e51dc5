import type { QueryClient } from '@tanstack/react-query'
import { EventsOn } from '../../wailsjs/runtime/runtime'
import { staleKeys } from './keys'
import type { Changed } from './types'

type Refetch = (key: readonly unknown[]) => Promise<unknown>

/**
 * Returns a function that refetches a key, at most once at a time: what is asked for while a
 * refetch runs is done once after it. So an event is never lost, and a stream of them
 * faster than the answers never keeps an answer from arriving.
 */
export function createRefresher(refetch: Refetch): (key: readonly unknown[]) => void {
  const running = new Map<string, { again: boolean }>()
  return function refresh(key) {
    const name = JSON.stringify(key)
    const run = running.get(name)
    if (run) {
      run.again = true
      return
    }
    const mine = { again: false }
    running.set(name, mine)
    void refetch(key).finally(() => {
      running.delete(name)
      if (mine.again) refresh(key)
    })
  }
}

/** Keeps what the client knows fresh by the app's events. Returns a function that stops it. */
export function listen(client: QueryClient): () => void {
  const refresh = createRefresher((queryKey) => client.invalidateQueries({ queryKey }))
  return EventsOn('changed', (changed: Changed) => {
    for (const key of staleKeys(changed)) refresh(key)
  })
}
