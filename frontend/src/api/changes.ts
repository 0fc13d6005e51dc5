import { EventsOn } from '../../wailsjs/runtime/runtime'
import type { Changed } from './types'

const listeners = new Set<() => void>()

/** Calls the listener when the app says that something changed. Returns a function that stops it. */
export function onChanged(listener: (changed: Changed) => void): () => void {
  return EventsOn('changed', listener)
}

/** Calls the listener when this window deleted, merged, renamed or hid something. Returns a function that stops it. */
export function onEdited(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells that this window changed records or students: it must show at once, also where a list stands still. */
export function noteEdit(): void {
  for (const tell of listeners) tell()
}
