import { useSyncExternalStore } from 'react'

/**
 * The place in the app, path and search both, lives in the address' hash: no server has to know it, and
 * the window needs none. (The router's own hash location puts the search outside the hash.)
 */
function hashPlace(): string {
  return location.hash.replace(/^#?\/?/, '/')
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
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
