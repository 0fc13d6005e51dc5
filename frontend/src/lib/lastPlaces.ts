import { splitPlace } from './location'

/**
 * Where the teacher was: in each tab, so that coming back finds the filters, and last of all, so that the next
 * start does. A place is of one session, whose students and parts its filters name; only the list of sessions is
 * of none, and found again whatever the session and after whatever tab.
 */
const KEPT = 'npt.place'

const SESSIONS = '/sessions'
const KEPT_LIST = 'npt.place.sessions'

const places = new Map<string, { place: string; sessionId: number | undefined }>()

/** Pages that are left for good when they are left: dialogs, and what a second screen shows. */
function isPassing(place: string): boolean {
  return place.startsWith('/projector') || /[?&]new\b/.test(place)
}

function tabOf(place: string): string {
  return `/${/^\/(\w*)/.exec(place)?.[1] ?? ''}`
}

/** Returns the list of sessions at a place of that tab, without the session that is looked at. */
function listOf(place: string): string {
  const { search } = splitPlace(place)
  return search === '' ? SESSIONS : `${SESSIONS}?${search}`
}

/** Notes that the teacher is at a place, while that session is the current one. */
export function rememberPlace(place: string, sessionId: number | undefined): void {
  if (isPassing(place)) return
  const tab = tabOf(place)
  places.set(tab, { place, sessionId })
  localStorage.setItem(KEPT, place)
  if (tab === SESSIONS) localStorage.setItem(KEPT_LIST, listOf(place))
}

/** Returns the last place in a tab that belongs to the session; the tab's own where there is none. */
export function lastPlaceIn(tab: string, sessionId: number | undefined): string {
  const last = places.get(tab)
  if (last && last.sessionId === sessionId) return last.place
  return tab === SESSIONS ? (localStorage.getItem(KEPT_LIST) ?? tab) : tab
}

/** Returns the place that asks for a new session: over the list of sessions as it was left. */
export function newSessionPlace(): string {
  const last = places.get(SESSIONS)?.place ?? localStorage.getItem(KEPT_LIST) ?? SESSIONS
  return `${last}${last.includes('?') ? '&' : '?'}new`
}

/** Goes where the last start ended, unless the address names a place. To be called once, before anything is drawn. */
export function restorePlace(): void {
  const kept = localStorage.getItem(KEPT)
  if (location.hash === '' && kept !== null && !isPassing(kept)) history.replaceState(null, '', `#${kept}`)
}
