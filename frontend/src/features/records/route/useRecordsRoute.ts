import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { useLocation, useSearch } from 'wouter'
import { navigate } from '../../../lib/location'
import { lastAddress, rememberAddress } from './lastAddress'
import { addressOf, routeOf, type RecordsRoute } from './route'

const ROOT = '/records'

/** Keystrokes within this time change the address once: browsers refuse a hundred changes within seconds. */
const SOON_MS = 300

/** The address of this tab and its session. It outlives the tab, so that the next visit finds it. */
let kept = { session: 0, address: ROOT }

/** The address that this tab wrote last. Any other address came from elsewhere: from a link or from Back. */
let written = ''
let timer = 0
const listeners = new Set<() => void>()

function write(replace: boolean): void {
  window.clearTimeout(timer)
  rememberAddress(kept.session, kept.address)
  if (written === kept.address) return
  written = kept.address
  navigate(kept.address, { replace })
}

function go(session: number, address: string): void {
  kept = { session, address }
  for (const tell of listeners) tell()
}

/** Handles an address that was reached: follows a link; for the bare tab, restores the session's last address. */
function arrive(session: number, here: string): void {
  // The address may lack what was typed just before the tab was left.
  if (session === kept.session && here === written) {
    write(true)
    return
  }
  const isLink = here !== written && here !== ROOT
  written = here
  go(session, isLink ? here : lastAddress(session))
  write(true)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How the address changes: at once, as a new entry of the history, or soon, once typing pauses. */
export type Step = 'now' | 'push' | 'soon'

export type GoTo = (change: Partial<RecordsRoute>, step?: Step) => void

/** Returns the route of the Records tab, and a function that changes parts of it. */
export function useRecordsRoute(sessionId: number): [RecordsRoute, GoTo] {
  const [path] = useLocation()
  const search = useSearch()
  const here = search === '' ? path : `${path}?${search}`
  useLayoutEffect(() => arrive(sessionId, here), [sessionId, here])
  // When the tab is left, what was typed last is kept, and the timer must not overwrite another tab's address.
  useLayoutEffect(
    () => () => {
      window.clearTimeout(timer)
      rememberAddress(kept.session, kept.address)
    },
    [],
  )
  const address = useSyncExternalStore(subscribe, () => kept.address)
  const route = useMemo(() => routeOf(address), [address])
  return [route, goTo]
}

function goTo(change: Partial<RecordsRoute>, step: Step = 'now'): void {
  go(kept.session, addressOf({ ...routeOf(kept.address), ...change }))
  if (step !== 'soon') {
    write(step === 'now')
    return
  }
  window.clearTimeout(timer)
  timer = window.setTimeout(() => write(true), SOON_MS)
}
