import { useSyncExternalStore } from 'react'

/** Whether the app answers. Times are milliseconds since 1970. */
export interface Connection {
  live: boolean
  /** When the app last answered. */
  asOf: number
  /** When it is asked again; 0 while it is live. */
  retryAt: number
}

let current: Connection = { live: true, asOf: Date.now(), retryAt: 0 }
let retry: () => void = () => undefined
const listeners = new Set<() => void>()

function set(next: Connection) {
  current = next
  for (const tell of listeners) tell()
}

/** Notes that the app answered just now. Returns whether it had been silent before. */
export function noteAnswer(): boolean {
  const wasLost = !current.live
  if (wasLost) set({ live: true, asOf: Date.now(), retryAt: 0 })
  else current.asOf = Date.now()
  return wasLost
}

/** Notes that the app did not answer and will be asked again at retryAt. */
export function noteSilence(retryAt: number) {
  set({ live: false, asOf: current.asOf, retryAt })
}

/** Sets what retryNow does. The window needs none: it lives and dies with the app. */
export function onRetry(action: () => void) {
  retry = action
}

/** Asks the app again without waiting. */
export function retryNow() {
  retry()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns whether the app answers, and renders again when that changes. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current)
}
