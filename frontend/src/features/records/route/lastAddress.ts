import { addressOf, isEmptyFilter, routeOf } from './route'

const ROOT = '/records'
const name = (sessionId: number) => `npt.records.${sessionId}`

/** Returns the last address of the Records tab in a session, without the open record. */
export function lastAddress(sessionId: number): string {
  const address = localStorage.getItem(name(sessionId)) ?? ROOT
  return addressOf({ ...routeOf(address), record: undefined })
}

/** Remembers the address of the Records tab in a session, for the next visit and the next start. */
export function rememberAddress(sessionId: number, address: string): void {
  if (sessionId !== 0) localStorage.setItem(name(sessionId), address)
}

/** Reports whether a filter waits in the Records tab of a session. */
export const isFilterWaiting = (sessionId: number): boolean =>
  !isEmptyFilter(routeOf(lastAddress(sessionId)).filter)
