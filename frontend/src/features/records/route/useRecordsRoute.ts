import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { useLocation, useSearch } from 'wouter'
import { navigate } from '../../../lib/location'
import { lastAddress, rememberAddress } from './lastAddress'
import { addressOf, routeOf, type RecordsRoute } from './route'

const ROOT = '/records'

/** A run of keystrokes becomes one entry of the address: browsers refuse a hundred within seconds. */
const SOON_MS = 300

/** Where this tab is, of which session. It outlives the tab, so that coming back finds it. */
let kept = { session: 0, address: ROOT }

/** The address that this tab wrote last: another one comes from elsewhere, as a link or by Back. */
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

/** Takes an address that was reached: a link is followed, the bare tab shows what this session showed last. */
function arrive(session: number, here: string): void {
  // What was typed just before the tab was left is not in the address yet.
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

/** How the address follows: at once, as a new entry that Back leaves, or soon, when typing pauses. */
export type Step = 'now' | 'push' | 'soon'

export type GoTo = (change: Partial<RecordsRoute>, step?: Step) => void

/** Returns where the Records tab is, and a function that changes some of it. */
export function useRecordsRoute(sessionId: number): [RecordsRoute, GoTo] {
  const [path] = useLocation()
  const search = useSearch()
  const here = search === '' ? path : `${path}?${search}`
  useLayoutEffect(() => arrive(sessionId, here), [sessionId, here])
  // Leaving the tab must not lose what was typed last, nor write its address over another tab's.
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
