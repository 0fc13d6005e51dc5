import { ask } from './ask'
import { askColleague, isAway } from './colleague'
import { ApiError, toApiError, UNREACHABLE } from './error'

/** How long an act is tried again whose answer did not come, and how long one try may take. */
const KEEP_TRYING_MS = 30_000
const TRY_MS = 4000
const REST_MS = 1000

/** Where acts are kept that were not answered yet, so that a phone that drops the page does not drop them. */
const KEPT = 'npt-acts'

interface Pending {
  id: string
  method: string
  body: string
  /** Says what is done, for whoever reads that it failed. */
  what: string
  until: number
}

/** An act that was not done. */
export interface FailedAct {
  id: string
  what: string
  error: Error
}

let failed: readonly FailedAct[] = []
let pending: readonly Pending[] = []
let untried: ReadonlySet<string> = new Set()
let turn: Promise<unknown> = Promise.resolve()
const listeners = new Set<() => void>()

function keep(next: readonly Pending[]) {
  pending = next
  if (next.length === 0) sessionStorage.removeItem(KEPT)
  else sessionStorage.setItem(KEPT, JSON.stringify(next))
}

function setWaiting(next: ReadonlySet<string>) {
  untried = next
  for (const listener of listeners) listener()
}

function setFailed(next: readonly FailedAct[]) {
  failed = next
  for (const listener of listeners) listener()
}

export function subscribeActs(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns how many acts wait for the network. */
export const countWaiting = () => untried.size

/** Returns the acts that failed and of which nobody has said yet that it was read. */
export const readFailed = () => failed

export const forgetFailed = () => setFailed([])

function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('')
}

async function tryOnce({ method, body, id }: Pending): Promise<unknown> {
  if (isAway) return ask(() => askColleague(method, body, id))
  const response = await fetch(`api/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Npt-Act': id },
    body,
    signal: AbortSignal.timeout(TRY_MS),
  })
  const value: unknown = await response.json()
  if (!response.ok) throw toApiError(value)
  return value
}

/** Sends an act until it is answered or its time is over; it is tried once at least. */
async function sendOn(act: Pending): Promise<unknown> {
  for (;;) {
    try {
      return await tryOnce(act)
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.code !== UNREACHABLE) throw thrown
      if (Date.now() > act.until) throw new ApiError(UNREACHABLE, 'The app does not answer.')
    }
    setWaiting(new Set(pending.map(({ id }) => id)))
    await new Promise((resolve) => window.setTimeout(resolve, REST_MS))
  }
}

/** Sends an act after those before it, so that of two on the same thing the later one holds. */
function inTurn(act: Pending): Promise<unknown> {
  const sent = turn
    .then(() => sendOn(act))
    .finally(() => {
      keep(pending.filter(({ id }) => id !== act.id))
      setWaiting(new Set([...untried].filter((id) => id !== act.id)))
    })
  turn = sent.catch((thrown: unknown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    setFailed([...failed, { id: act.id, what: act.what, error }])
  })
  return sent
}

/**
 * Does something in class from a network that comes and goes: it is sent again, under the same name so that it is done
 * once, until it was answered or half a minute is over. Then it rejects, and stands among what failed: nothing fails
 * silently. `what` says what is done.
 */
export function postAct(method: string, args: readonly unknown[], what: string): Promise<unknown> {
  const act = { id: newId(), method, body: JSON.stringify(args), what, until: Date.now() + KEEP_TRYING_MS }
  keep([...pending, act])
  if (untried.size > 0) setWaiting(new Set(pending.map(({ id }) => id)))
  return inTurn(act)
}

function left(): Pending[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as Pending[]
  } catch {
    return []
  }
}

/** Forgets what an earlier life of this page had not been answered for: it was meant for another class. */
export const forgetActs = () => keep([])

let isResumed = false

/** Sends, the first time that it is called, what an earlier life of this page had not been answered for. */
export function resumeActs(): void {
  if (isResumed) return
  isResumed = true
  const before = left()
  keep([...before, ...pending])
  for (const act of before) void inTurn(act).catch(() => undefined)
}
