import { useSyncExternalStore } from 'react'
import { formatSince, formatSpan } from './format'

/** How far the app's clock is ahead of the computer's, in milliseconds. */
let ahead = 0

/** Sets how far the app's clock is ahead of the computer's: it was set back, and the app's goes on. */
export function setClockAhead(milliseconds: number): void {
  ahead = milliseconds
}

/** Returns the present time of the app, from which all stamps come, in milliseconds since 1970. */
export function appNow(): number {
  return Date.now() + ahead
}

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
  return useSyncExternalStore(subscribe, () => read(appNow()))
}

/** Returns how long ago stamp was, as formatSpan writes it, and keeps it true. */
export function useSpan(stamp: string): string {
  return useClock((now) => formatSpan(now - Date.parse(stamp)))
}

/** Returns how long ago stamp was, as formatSince writes it, and keeps it true. */
export function useSince(stamp: string): string {
  return useClock((now) => formatSince(stamp, now))
}
