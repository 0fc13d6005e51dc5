import { useSyncExternalStore } from 'react'

const TEXT_SIZE = 'npt.text-size'
const REACH_BY = 'npt.reach-by'

/** How large the text is, in per cent; 125 is for a screen that is shown to a room. */
export type TextSize = '100' | '125'

/**
 * What the first cell is like: it names this machine by its address or by its .local name, or it names the
 * address and checks what it gets from there.
 */
export type ReachBy = 'address' | 'name' | 'checked'

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
  const kept = localStorage.getItem(REACH_BY)
  return kept === 'name' || kept === 'checked' ? kept : 'address'
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

/** Chooses what the first cell is like, now and for the next start. */
export function setReachBy(by: ReachBy): void {
  store(REACH_BY, by)
}

/** Returns what the first cell is like. */
export function useReachBy(): ReachBy {
  return useSyncExternalStore(subscribe, readReachBy)
}
