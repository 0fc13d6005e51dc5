import { useSyncExternalStore } from 'react'

/**
 * The place in the app, path and search both, lives in the address' hash: no server has to know it, and
 * the window needs none. (The router's own hash location puts the search outside the hash.)
 */
function hashPlace(): string {
  return location.hash.replace(/^#?\/?/, '/')
}

const listeners = new Set<() => void>()

// One listener for all: between two listeners of an event React draws, and a page that is about to go would see
// the place of the next one and take it for a wrong address.
function tellAll(): void {
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', tellAll)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('hashchange', tellAll)
  }
}

/** Splits a place such as `/records?question=3` into path and search. */
export function splitPlace(place: string): { path: string; search: string } {
  const at = place.indexOf('?')
  return at < 0 ? { path: place, search: '' } : { path: place.slice(0, at), search: place.slice(at + 1) }
}

/** Goes to a place; with replace, Back does not return to where one was. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', `#${to}`)
  else history.pushState(null, '', `#${to}`)
  window.dispatchEvent(new Event('hashchange'))
}

/** The router's location hook: path, and a function that goes to another place. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => splitPlace(hashPlace()).path), navigate]
}

/** Returns the whole place, path and search. */
export function usePlace(): string {
  return useSyncExternalStore(subscribe, hashPlace)
}

/** The router's search hook: what follows the question mark in the hash. */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => splitPlace(hashPlace()).search)
}

useHashPath.hrefs = (href: string) => `#${href}`
useHashPath.searchHook = useHashSearch
