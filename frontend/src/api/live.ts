import type { QueryClient } from '@tanstack/react-query'
import { EventsOn } from '../../wailsjs/runtime/runtime'
import { keys, staleKeys } from './keys'
import type { Changed } from './types'

type Refetch = (key: readonly unknown[]) => Promise<unknown>

/** What changes is drawn at most some ten times a second. */
const REST_MS = 100
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

/**
 * Asks anew for what the page shows under a key; resolves when all of it was asked for after the call. What is
 * just being asked for the first time is not asked again by invalidating it: its answer may be of before.
 */
export async function refetchAll(client: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll({ queryKey })
    .filter(({ state }) => state.data === undefined && state.fetchStatus !== 'idle')
  await client.invalidateQueries({ queryKey })
  await Promise.all(first.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })))
}

/** Keeps what the client knows fresh by the app's events. Returns a function that stops it. */
export function listen(client: QueryClient): () => void {
  const refetch = (queryKey: readonly unknown[]) => refetchAll(client, queryKey)
  const refresh = createRefresher(refetch, REST_MS)
  const refreshSessions = createRefresher(refetch, SESSIONS_REST_MS)
  return EventsOn('changed', (changed: Changed) => {
    for (const key of staleKeys(changed)) {
      if (key === keys.sessions) refreshSessions(key)
      else refresh(key)
    }
  })
}
