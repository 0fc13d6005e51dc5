/**
 * A page that shows a colleague's class: its calls go to the colleague's app, by this app, and what changes comes from
 * there. It must be imported after browser.ts and before all others. Which class a page shows is kept for its tab
 * alone, and read once: going there and back loads the page anew, so that nothing of one class stays beside the other.
 */
import { useSyncExternalStore } from 'react'
import { ApiError } from './error'
import type { Colleague, ColleagueDoor, ColleagueLink, ColleagueNews } from './types'

const KEPT = 'npt.colleague'
const RETRY_MS = 2000

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>
type Listener = (...data: unknown[]) => void
interface Runtime {
  EventsOnMultiple: (name: string, listener: Listener, most: number) => () => void
}

/** What stays this app's own: its window, its language, and the way to the colleague's class. */
const own = new Set([
  'AskColleague',
  'ColleagueDoor',
  'ColleagueLink',
  'ColleagueNews',
  'Colleagues',
  'ForgetColleague',
  'JoinColleague',
  'LeaveColleague',
  'Leave',
  'LeaveAsked',
  'SetLeave',
  'SetLanguage',
  'Reached',
])

/** How it stands with the colleague's class; `certificate` while another computer answers. */
export type LinkState = 'live' | 'lost' | 'certificate' | 'ended'

const methods = (window.go as { api: { API: Methods } } | undefined)?.api.API

function call(method: string, ...args: unknown[]): Promise<unknown> {
  const found = methods?.[method]
  if (!found) throw new ApiError('internal', `There is no ${method}.`)
  return found(...args)
}

/** Whether this page shows a colleague's class. */
export const isAway = sessionStorage.getItem(KEPT) !== null

/** Makes a call in the colleague's class; act names what is done once, however often it is sent. */
export async function askColleague(method: string, args: string, act = ''): Promise<unknown> {
  return JSON.parse((await call('AskColleague', method, args, act)) as string) as unknown
}

let state: LinkState = 'live'
const watchers = new Set<() => void>()
const changed = new Set<Listener>()

function setState(next: LinkState) {
  if (next === state) return
  state = next
  for (const tell of watchers) tell()
}

/** Follows what changes in the colleague's class until the link ends. */
async function follow(): Promise<void> {
  for (let since = 0, hasEnded = false; !hasEnded;) {
    let news: ColleagueNews
    try {
      news = (await call('ColleagueNews', since)) as ColleagueNews
    } catch {
      await new Promise((resolve) => window.setTimeout(resolve, RETRY_MS))
      continue
    }
    since = news.at
    hasEnded = news.state === 'ended'
    setState(news.state as LinkState)
    const kinds = hasEnded ? ['status'] : news.kinds
    if (kinds.length > 0) for (const tell of changed) tell({ kinds, sessions: [] })
  }
}

if (isAway && methods) {
  const away = new Proxy(methods, {
    get: (target, method: string) =>
      own.has(method) ? target[method] : (...args: unknown[]) => askColleague(method, JSON.stringify(args)),
  })
  window.go = { api: { API: away } }
  const runtime = window.runtime as Runtime
  window.runtime = {
    ...runtime,
    EventsOnMultiple: (name: string, listener: Listener, most: number) => {
      if (name !== 'changed') return runtime.EventsOnMultiple(name, listener, most)
      changed.add(listener)
      return () => changed.delete(listener)
    },
  }
  void follow()
}

function subscribe(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** Returns how it stands with the colleague's class, and renders again when that changes. */
export const useLinkState = () => useSyncExternalStore(subscribe, () => state)

function show(route: string) {
  history.replaceState(null, '', `#${route}`)
  location.reload()
}

/** Shows the colleague's class in this page. */
export function goToColleague(): void {
  sessionStorage.setItem(KEPT, location.hash.slice(1) || '/')
  show('/')
}

/** Shows this app's own class again, where it was left. */
export function goHome(): void {
  const before = sessionStorage.getItem(KEPT) ?? '/'
  sessionStorage.removeItem(KEPT)
  show(before)
}

/** What leads to a colleague's class. Each rejects with an ApiError. */
export const colleagues = {
  found: () => call('Colleagues') as Promise<Colleague[]>,
  door: (address: string) => call('ColleagueDoor', address) as Promise<ColleagueDoor>,
  forget: (address: string) => call('ForgetColleague', address) as Promise<void>,
  join: (door: ColleagueDoor, code: string, name: string) =>
    call('JoinColleague', door.address, door.fingerprint, code, name) as Promise<ColleagueLink>,
  link: () => call('ColleagueLink') as Promise<ColleagueLink>,
  leave: () => call('LeaveColleague') as Promise<void>,
}
