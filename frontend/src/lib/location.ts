import { useSyncExternalStore } from 'react'

/**
 * Returns the route, path and search, which stands in the hash of the address: so no server has to know it. The
 * router's own hash location puts the search outside the hash.
 */
function hashRoute(): string {
  return location.hash.replace(/^#?\/?/, '/')
}

const listeners = new Set<() => void>()

// One listener serves all. React draws between two listeners of an event: a page that is about to go would see the
// route of the next page and take it for a wrong address.
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

/** Splits a route such as `/records?question=3` into path and search. */
export function splitRoute(route: string): { path: string; search: string } {
  const at = route.indexOf('?')
  return at < 0 ? { path: route, search: '' } : { path: route.slice(0, at), search: route.slice(at + 1) }
}

/** Goes to a route; with replace, Back does not return to the route before. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', `#${to}`)
  else history.pushState(null, '', `#${to}`)
  window.dispatchEvent(new Event('hashchange'))
}

/** The router's location hook: returns the path, and a function that goes to another route. */
export function useHashPath(): [string, typeof navigate] {
  return [useSyncExternalStore(subscribe, () => splitRoute(hashRoute()).path), navigate]
}

/** Returns the whole route, path and search. */
export function useRoute(): string {
  return useSyncExternalStore(subscribe, hashRoute)
}

/** The router's search hook: returns what follows the question mark in the hash. */
function useHashSearch(): string {
  return useSyncExternalStore(subscribe, () => splitRoute(hashRoute()).search)
}

useHashPath.hrefs = (href: string) => `#${href}`
useHashPath.searchHook = useHashSearch
