import type { QueryClient } from '@tanstack/react-query'
import { EventsOn } from '../../wailsjs/runtime/runtime'
import { keys, staleKeys } from './keys'
import type { Changed } from './types'

type Refetch = (key: readonly unknown[]) => Promise<unknown>

/** The list of sessions counts all records of all of them: once a second is live enough. */
const SESSIONS_REST_MS = 1000

/**
 * Returns a function that refetches a key, at most once at a time, with a rest in milliseconds after
 * each time: what is asked for meanwhile is done once after it. So an event is never lost, and a stream of
 * them faster than the answers never keeps an answer from arriving.
 */
export function createRefresher(refetch: Refetch, rest = 0): (key: readonly unknown[]) => void {
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
      setTimeout(() => {
        running.delete(name)
        if (mine.again) refresh(key)
      }, rest)
    })
  }
}

/** Keeps what the client knows fresh by the app's events. Returns a function that stops it. */
export function listen(client: QueryClient): () => void {
  const refetch = (queryKey: readonly unknown[]) => client.invalidateQueries({ queryKey })
  const refresh = createRefresher(refetch)
  const refreshSessions = createRefresher(refetch, SESSIONS_REST_MS)
  return EventsOn('changed', (changed: Changed) => {
    for (const key of staleKeys(changed)) {
      if (key === keys.sessions) refreshSessions(key)
      else refresh(key)
    }
  })
}
