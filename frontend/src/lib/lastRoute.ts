import { splitRoute } from './location'

/**
 * Remembers the teacher's last route in each tab, so that coming back to a tab finds its filters, and the last route
 * of all, so that the next start begins there. A route belongs to one session, because its filters name that session's
 * students and parts. Only the list of sessions belongs to none: it is found again in any session and at any start.
 */
const KEPT = 'npt.place'

const SESSIONS = '/sessions'
const KEPT_LIST = 'npt.place.sessions'

const lastRoutes = new Map<string, { route: string; sessionId: number | undefined }>()

/** Reports whether a route is forgotten once it is left: a dialog, or what a second screen shows. */
function isPassing(route: string): boolean {
  return route.startsWith('/projector') || /[?&](new|grades)\b/.test(route)
}

function tabOf(route: string): string {
  return `/${/^\/(\w*)/.exec(route)?.[1] ?? ''}`
}

/** Returns the route of the list of sessions, without the session that is open beside it. */
function listOf(route: string): string {
  const { search } = splitRoute(route)
  return search === '' ? SESSIONS : `${SESSIONS}?${search}`
}

/** Remembers a route as the last one of its tab; sessionId is the current session. */
export function rememberRoute(route: string, sessionId: number | undefined): void {
  if (isPassing(route)) return
  const tab = tabOf(route)
  lastRoutes.set(tab, { route, sessionId })
  localStorage.setItem(KEPT, route)
  if (tab === SESSIONS) localStorage.setItem(KEPT_LIST, listOf(route))
}

/** Returns the last route in a tab that belongs to the session; the tab's own route if there is none. */
export function lastRouteIn(tab: string, sessionId: number | undefined): string {
  const last = lastRoutes.get(tab)
  if (last && last.sessionId === sessionId) return last.route
  return tab === SESSIONS ? (localStorage.getItem(KEPT_LIST) ?? tab) : tab
}

/** Returns the route of the form for a new session, which lies over the list of sessions as it was left. */
export function newSessionRoute(): string {
  const last = lastRoutes.get(SESSIONS)?.route ?? localStorage.getItem(KEPT_LIST) ?? SESSIONS
  return `${last}${last.includes('?') ? '&' : '?'}new`
}

/** Goes where the last start ended, unless the address names a route. Call it once, before anything is drawn. */
export function restoreRoute(): void {
  const kept = localStorage.getItem(KEPT)
  if (location.hash === '' && kept !== null && !isPassing(kept)) history.replaceState(null, '', `#${kept}`)
}
