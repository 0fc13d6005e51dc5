import { useSyncExternalStore } from 'react'

const TEXT_SIZE = 'npt.text-size'
const REACH_BY = 'npt.reach-by'

const textSizes = ['80', '90', '100', '110', '125', '150', '175', '200'] as const

/** How large the text is, in per cent, and with it all else; 125 is for a screen that is shown to a room. */
export type TextSize = (typeof textSizes)[number]

/**
 * What the first cell is like: it names this machine by its address or by its .local name, or it names the
 * address and checks what it gets from there, or it carries all that it needs and looks for this machine.
 */
export type ReachBy = 'address' | 'name' | 'checked' | 'selfContained'

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
  const kept = localStorage.getItem(TEXT_SIZE)
  return textSizes.find((size) => size === kept) ?? '100'
}

function readReachBy(): ReachBy {
  const kept = localStorage.getItem(REACH_BY)
  return kept === 'name' || kept === 'checked' || kept === 'selfContained' ? kept : 'address'
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

/** Makes everything larger by as many steps, or smaller by negative ones, as far as it goes. */
export function zoomBy(steps: number): void {
  const next = textSizes[textSizes.indexOf(readTextSize()) + steps]
  if (next !== undefined) setTextSize(next)
}

/** Gives everything its own size back. */
export function resetZoom(): void {
  setTextSize('100')
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

const PANEL = 'npt.panel-width'

/** How wide the panel beside a list may be, in rem. */
export const PANEL_WIDTH = { least: 20, usual: 25, most: 45 }

function readPanelWidth(): number {
  const kept = Number(localStorage.getItem(PANEL))
  return kept >= PANEL_WIDTH.least && kept <= PANEL_WIDTH.most ? kept : PANEL_WIDTH.usual
}

/** Chooses how wide the panel beside a list is, in rem, now and for the next start. */
export function setPanelWidth(width: number): void {
  store(PANEL, String(Math.round(width * 100) / 100))
}

/** Returns how wide the panel beside a list is, in rem. */
export function usePanelWidth(): number {
  return useSyncExternalStore(subscribe, readPanelWidth)
}
