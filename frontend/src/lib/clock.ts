import { useSyncExternalStore } from 'react'
import { formatSince, formatSpan } from './format'

const listeners = new Set<() => void>()
let timer = 0

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = window.setInterval(() => {
      for (const tell of listeners) tell()
    }, 1000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.clearInterval(timer)
  }
}

/**
 * Returns read(now), with the present time in milliseconds, and keeps it true. All callers share one clock that ticks
 * once a second. A caller renders again only when its own value changes, so read must return a primitive.
 */
export function useClock<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(Date.now()))
}

/** Returns how long ago stamp was, as formatSpan writes it, and keeps it true. */
export function useSpan(stamp: string): string {
  return useClock((now) => formatSpan(now - Date.parse(stamp)))
}

/** Returns how long ago stamp was, as formatSince writes it, and keeps it true. */
export function useSince(stamp: string): string {
  return useClock((now) => formatSince(stamp, now))
}
