import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import { isTaken, isTextField, keyName } from './shortcuts'

/** A key that has waited so long is no longer meant. */
const MAX_WAIT_MS = 2000

/** Keys beside the letters and signs that somebody may wait for; none that deletes what was not seen. */
const NAMED = /^(Arrow|Page|Home$|End$|Enter$|Escape$)/

/** A key that was pressed before what it is for was there. */
interface Press {
  init: KeyboardEventInit
  at: number
}

let loading = 0
let waiting: Press[] = []
const listeners = new Set<() => void>()

function count(change: number): void {
  loading += change
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const isLoading = () => loading > 0

/** Says that something is loading here, so that keys which nobody takes yet wait for it. */
export function useLoading(): void {
  useLayoutEffect(() => {
    count(1)
    return () => count(-1)
  }, [])
}

function keep(event: KeyboardEvent): void {
  const { key, code, shiftKey } = event
  waiting.push({ init: { key, code, shiftKey, bubbles: true, cancelable: true }, at: event.timeStamp })
  event.preventDefault()
  event.stopImmediatePropagation()
}

function canWait(event: KeyboardEvent): boolean {
  const name = keyName(event)
  return event.isTrusted && (name.length === 1 || NAMED.test(name)) && !isTaken(event)
}

/** Keys keep their order: behind one that waits, all wait. */
function keepOrder(event: KeyboardEvent): void {
  const since = waiting[0]?.at ?? 0
  if (event.timeStamp - since > MAX_WAIT_MS) waiting = []
  if (waiting.length > 0 && canWait(event)) keep(event)
}

function keepUntaken(event: KeyboardEvent): void {
  if (canWait(event)) keep(event)
}

/** Presses a key as the keyboard does: where nobody takes it, a field gets its letter. */
function press({ init }: Press): void {
  const target = document.activeElement ?? document.body
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', init))
  const { key = '' } = init
  // The one way to type into a field that its component notices, and that keeps the field's own undo.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (isFree && key.length === 1 && isTextField(target)) document.execCommand('insertText', false, key)
}

async function pressWaiting(): Promise<void> {
  while (!isLoading()) {
    const next = waiting.shift()
    if (!next) return
    if (performance.now() - next.at <= MAX_WAIT_MS) press(next)
    await Promise.resolve() // what the key changed is on the page before the next one
  }
}

/**
 * Keeps keys that are pressed while a page is loading and that nobody takes, and presses them once it is
 * there: who knows the keys is faster than any page.
 */
export function useTypeAhead(): void {
  const isWaiting = useSyncExternalStore(subscribe, isLoading)
  useEffect(() => {
    if (!isWaiting) {
      void pressWaiting()
      return
    }
    window.addEventListener('keydown', keepOrder, { capture: true })
    window.addEventListener('keydown', keepUntaken)
    return () => {
      window.removeEventListener('keydown', keepOrder, { capture: true })
      window.removeEventListener('keydown', keepUntaken)
    }
  }, [isWaiting])
}
