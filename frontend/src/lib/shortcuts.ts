import { useEffect, useLayoutEffect, useRef } from 'react'

const CHOICES = ':is([type="radio"], [type="checkbox"])'
const FIELDS = `input:not(${CHOICES}), textarea, select, [contenteditable="true"]`
const OVERLAYS = '[role="dialog"], [aria-modal="true"], [role="menu"], [role="listbox"]'

/** Reports whether an element takes typed text, and so the keys that edit text. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(FIELDS)
}

/** Reports whether a key press sends the form that it is in. */
export function isSendKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey)
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * Returns the name of a pressed key: the printed letter in lower case, or the digit of a digit key, even on keyboards
 * that need Shift for it (AZERTY). Returns '' with Ctrl, Alt or Command.
 */
export function keyName(event: PressedKey): string {
  if (event.ctrlKey || event.metaKey || event.altKey) return ''
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  if (digit && !event.shiftKey) return digit
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

/** Where a key works: only on the page, or also while a dialog or menu lies over it. */
type Reach = 'page' | 'everywhere'

// A list that is closed may stay in the page, hidden: the style of one that is around it hides it too.
function isShown(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (getComputedStyle(at).display === 'none') return false
  }
  return true
}

/** Reports whether a dialog, menu or list of choices lies over the page. */
function isCovered(): boolean {
  return [...document.querySelectorAll(OVERLAYS)].some(isShown)
}

/** The presses of Escape that found something over the page: it may close before the page's own listeners hear of them. */
const forOverlays = new WeakSet<Event>()

// The first listener of all: dialogs listen at the window too, and later.
if (typeof window !== 'undefined') {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && isCovered()) forOverlays.add(event)
    },
    { capture: true },
  )
}

/** Reports whether a key press belongs to the focused element or to a dialog, and not to the page. */
export function isTaken(event: KeyboardEvent, reach: Reach = 'page'): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (event.defaultPrevented) return true
  if (reach === 'page' && (forOverlays.has(event) || isCovered())) return true
  if (target === null || /^F\d/.test(event.key)) return false // a field takes no function key
  if (event.key === 'Enter') return target.matches(`${FIELDS}, button, a`)
  if (event.key === ' ') return target.closest('input, textarea, button, a, [role="tree"]') !== null
  if (event.key.startsWith('Arrow'))
    return target.closest(`[type="radio"], ${FIELDS}, [role="tree"], [role="separator"]`) !== null
  return target.matches(FIELDS)
}

/**
 * Runs actions by single keys, except in fields and, unless reach is 'everywhere', in dialogs. An action that returns
 * false leaves the key to other listeners.
 */
export function useShortcuts(
  actions: Partial<Record<string, (event: KeyboardEvent) => unknown>>,
  reach: Reach = 'page',
): void {
  const latest = useRef(actions)
  // With what is drawn, and not after it: a key may come in between.
  useLayoutEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (isTaken(event, reach)) return
      const action = latest.current[keyName(event)]
      if (action && action(event) !== false) event.preventDefault()
    }
    // Captured, to be the first listener: a list that closes on Escape would be gone before the key came to the page.
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [reach])
}

/** Runs an action by Ctrl (or Command) and a letter, except in fields and dialogs. */
export function useCtrlKey(letter: string, action: () => void): void {
  const latest = useRef(action)
  useLayoutEffect(() => {
    latest.current = action
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isOurs || event.key.toLowerCase() !== letter || isTaken(event)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [letter])
}
