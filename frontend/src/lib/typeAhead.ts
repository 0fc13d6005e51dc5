import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import { isTaken, isTextField, keyName } from './shortcuts'

/** A key that waits longer is dropped: nobody expects it any more. */
const MAX_WAIT_MS = 2000

/** The keys that may wait, apart from letters and signs; none that could delete something unseen. */
const NAMED = /^(Arrow|Page|Home$|End$|Enter$|Escape$)/

/** A key that was pressed before the page was there. */
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

/** Says that something is loading, so that keys without a listener wait for it. */
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

/** Keeps the order of keys: while one waits, all later ones wait. */
function keepOrder(event: KeyboardEvent): void {
  const since = waiting[0]?.at ?? 0
  if (event.timeStamp - since > MAX_WAIT_MS) waiting = []
  if (waiting.length > 0 && canWait(event)) keep(event)
}

function keepUntaken(event: KeyboardEvent): void {
  if (canWait(event)) keep(event)
}

/** Presses a key as the keyboard does: if no listener takes it, the focused field gets its letter. */
function press({ init }: Press): void {
  const target = document.activeElement ?? document.body
  const isFree = target.dispatchEvent(new KeyboardEvent('keydown', init))
  const { key = '' } = init
  // No other way of typing is noticed by the field's component and keeps the field's own undo.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (isFree && key.length === 1 && isTextField(target)) document.execCommand('insertText', false, key)
}

async function pressWaiting(): Promise<void> {
  while (!isLoading()) {
    const next = waiting.shift()
    if (!next) return
    if (performance.now() - next.at <= MAX_WAIT_MS) press(next)
    await Promise.resolve() // so that the page has changed before the next key
  }
}

/**
 * Keeps keys that are pressed while a page is loading and that have no listener, and presses them once the page is
 * there: a teacher who knows the keys is faster than any page.
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
