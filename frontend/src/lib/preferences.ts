import { useSyncExternalStore } from 'react'

const TEXT_SIZE = 'npt.text-size'
const REACH_BY = 'npt.reach-by'

/** How large the text is, in per cent; 125 is for a screen that is shown to a room. */
export type TextSize = '100' | '125'

/** How notebooks are told to reach the app: by this machine's address or by its .local name. */
export type ReachBy = 'address' | 'name'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function store(name: string, value: string) {
  localStorage.setItem(name, value)
  for (const tell of listeners) tell()
}

function readTextSize(): TextSize {
  return localStorage.getItem(TEXT_SIZE) === '125' ? '125' : '100'
}

function readReachBy(): ReachBy {
  return localStorage.getItem(REACH_BY) === 'name' ? 'name' : 'address'
}

/** Puts the text size in force that was chosen last. */
export function applyTextSize(): void {
  document.documentElement.dataset.textSize = readTextSize()
}

/** Chooses the text size, now and for the next start. */
export function setTextSize(size: TextSize): void {
  store(TEXT_SIZE, size)
  applyTextSize()
}

/** Returns the text size in force. */
export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, readTextSize)
}

/** Returns a function that turns a length of the design, in pixels, into pixels at the text size in force. */
export function useScale(): (pixels: number) => number {
  const factor = Number(useTextSize()) / 100
  return (pixels) => Math.round(pixels * factor)
}

/** Chooses how the first cell names this machine, now and for the next start. */
export function setReachBy(by: ReachBy): void {
  store(REACH_BY, by)
}

/** Returns how the first cell names this machine. */
export function useReachBy(): ReachBy {
  return useSyncExternalStore(subscribe, readReachBy)
}
