import { addressOf, routeOf } from './route'

const ROOT = '/records'
const name = (sessionId: number) => `npt.records.${sessionId}`

/** Returns what the Records tab showed of a session last, without the record that was open. */
export function lastAddress(sessionId: number): string {
  const address = localStorage.getItem(name(sessionId)) ?? ROOT
  return addressOf({ ...routeOf(address), record: undefined })
}

/** Keeps what the Records tab shows of a session, for coming back and for the next start. */
export function rememberAddress(sessionId: number, address: string): void {
  if (sessionId !== 0) localStorage.setItem(name(sessionId), address)
}
