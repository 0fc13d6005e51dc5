/**
 * Where the teacher was: in each tab, so that coming back finds the filters, and last of all, so that the next
 * start does. A place is of one session, whose students and parts its filters name.
 */
const KEPT = 'npt.place'

const places = new Map<string, { place: string; sessionId: number | undefined }>()

/** Pages that are left for good when they are left: dialogs, and what a second screen shows. */
function isPassing(place: string): boolean {
  return place.startsWith('/projector') || /[?&]new\b/.test(place)
}

function tabOf(place: string): string {
  return `/${/^\/(\w*)/.exec(place)?.[1] ?? ''}`
}

/** Notes that the teacher is at a place, while that session is the current one. */
export function rememberPlace(place: string, sessionId: number | undefined): void {
  if (isPassing(place)) return
  places.set(tabOf(place), { place, sessionId })
  localStorage.setItem(KEPT, place)
}

/** Returns the last place in a tab that belongs to the session; the tab's own where there is none. */
export function lastPlaceIn(tab: string, sessionId: number | undefined): string {
  const last = places.get(tab)
  return last?.sessionId === sessionId ? (last?.place ?? tab) : tab
}

/** Goes where the last start ended, unless the address names a place. To be called once, before anything is drawn. */
export function restorePlace(): void {
  const kept = localStorage.getItem(KEPT)
  if (location.hash === '' && kept !== null && !isPassing(kept)) history.replaceState(null, '', `#${kept}`)
}
