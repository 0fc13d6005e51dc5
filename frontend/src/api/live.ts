import type { QueryClient } from '@tanstack/react-query'
import { EventsOn } from '../../wailsjs/runtime/runtime'
import { inOneRender } from './bursts'
import { isUnhurried, keys, staleKeys } from './keys'
import type { Changed } from './types'

type Refetch = (key: readonly unknown[]) => Promise<unknown>

/** What changes is drawn at most some ten times a second. */
const REST_MS = 100
/** For what counts records, as the list of sessions does, once a second is live enough. */
const UNHURRIED_REST_MS = 1000
/** After the rest it waits as long for the next event, so that it is asked for, and drawn, with what is asked for then. */
const TOGETHER_MS = 500

interface Run {
  isResting: boolean
  again: boolean
  timer: ReturnType<typeof setTimeout> | undefined
}

/**
 * Returns a function that refetches a key, at most once at a time, with a rest in milliseconds after each time: what is
 * asked for meanwhile is done once after it, at the latest when linger is over, or as soon as it is asked for once
 * more. So an event is never lost, and a stream of them faster than the answers never keeps an answer from arriving.
 */
export function createRefresher(refetch: Refetch, rest = 0, linger = 0): (key: readonly unknown[]) => void {
  const running = new Map<string, Run>()
  function start(key: readonly unknown[], name: string) {
    const run: Run = { isResting: true, again: false, timer: undefined }
    running.set(name, run)
    const goOn = () => {
      if (run.again) start(key, name)
      else running.delete(name)
    }
    void refetch(key).finally(() => {
      run.timer = setTimeout(() => {
        run.isResting = false
        if (run.again && linger > 0) run.timer = setTimeout(goOn, linger)
        else goOn()
      }, rest)
    })
  }
  return function refresh(key) {
    const name = JSON.stringify(key)
    const run = running.get(name)
    if (!run) start(key, name)
    else if (run.isResting) run.again = true
    else {
      clearTimeout(run.timer)
      start(key, name)
    }
  }
}

/**
 * Asks anew for what the page shows under a key; resolves when all of it was asked for after the call. What is
 * just being asked for the first time is not asked again by invalidating it: its answer may be of before.
 */
export async function refetchAll(
  client: QueryClient,
  queryKey: readonly unknown[],
  isMeant: (key: readonly unknown[]) => boolean = () => true,
): Promise<void> {
  const meant = { queryKey, predicate: (query: { queryKey: readonly unknown[] }) => isMeant(query.queryKey) }
  const first = client
    .getQueryCache()
    .findAll(meant)
    .filter(({ state }) => state.data === undefined && state.fetchStatus !== 'idle')
  await client.invalidateQueries(meant)
  await Promise.all(first.map((query) => client.invalidateQueries({ queryKey: query.queryKey, exact: true })))
}

/** Keeps what the client knows fresh by the app's events. Returns a function that stops it. */
export function listen(client: QueryClient): () => void {
  const ask = (isMeant?: (key: readonly unknown[]) => boolean) => (key: readonly unknown[]) =>
    inOneRender(refetchAll(client, key, isMeant))
  const refresh = createRefresher(ask(), REST_MS)
  const refreshHurried = createRefresher(
    ask((key) => !isUnhurried(key)),
    REST_MS,
  )
  const refreshUnhurried = createRefresher(ask(isUnhurried), UNHURRIED_REST_MS, TOGETHER_MS)
  return EventsOn('changed', (changed: Changed) => {
    const areRecordsAlone = !changed.kinds.includes('assessment')
    for (const key of staleKeys(changed)) {
      if (areRecordsAlone && key[0] === 'session') {
        refreshHurried(key)
        refreshUnhurried(key)
      } else if (key === keys.sessions) refreshUnhurried(key)
      else refresh(key)
    }
  })
}
