import { useSyncExternalStore } from 'react'

const TEXT_SIZE = 'npt.text-size'
const REACH_BY = 'npt.reach-by'
const ANNOUNCE = 'npt.announce'

const textSizes = ['80', '90', '100', '110', '125', '150', '175', '200'] as const

/**
 * The size of the text and of all else, in per cent; 125 suits a screen that a class looks at. It is the root's font
 * size, because all lengths are in rem: so zooming needs nothing of a web view and is the same in a browser.
 */
export type TextSize = (typeof textSizes)[number]

/**
 * How the first cell reaches this machine: by its address; by its .local name; by its address, without the package
 * requests, or with a check of what it downloads; or by looking for it, with a client that the cell carries itself.
 */
export const reachBys = ['address', 'name', 'withoutRequests', 'checked', 'selfContained'] as const
export type ReachBy = (typeof reachBys)[number]

const listeners = new Set<() => void>()

/** What was read of the storage: it is read at every render of whoever uses a preference. */
const known = new Map<string, string | null>()

function kept(name: string): string | null {
  let value = known.get(name)
  if (value === undefined) known.set(name, (value = localStorage.getItem(name)))
  return value
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function store(name: string, value: string) {
  localStorage.setItem(name, value)
  known.set(name, value)
  for (const tell of listeners) tell()
}

function readTextSize(): TextSize {
  const chosen = kept(TEXT_SIZE)
  return textSizes.find((size) => size === chosen) ?? '100'
}

function readReachBy(): ReachBy {
  const chosen = kept(REACH_BY)
  return reachBys.find((by) => by === chosen) ?? 'address'
}

/** Applies the text size that was chosen last. */
export function applyTextSize(): void {
  document.documentElement.dataset.textSize = readTextSize()
}

/** Chooses the text size, now and for the next start. */
export function setTextSize(size: TextSize): void {
  store(TEXT_SIZE, size)
  applyTextSize()
}

/** Has what another window of the app chooses hold here too, at once. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null) known.clear()
    else known.delete(key)
    applyTextSize()
    for (const tell of listeners) tell()
  })
}

/** Makes everything larger by some steps, or smaller by negative ones, within the sizes. */
export function zoomBy(steps: number): void {
  const next = textSizes[textSizes.indexOf(readTextSize()) + steps]
  if (next !== undefined) setTextSize(next)
}

/** Makes everything its normal size again. */
export function resetZoom(): void {
  setTextSize('100')
}

/** Returns the text size. */
export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, readTextSize)
}

/** Returns a function that scales a length, in pixels, from the design's text size to the chosen one. */
export function useScale(): (pixels: number) => number {
  const factor = Number(useTextSize()) / 100
  return (pixels) => Math.round(pixels * factor)
}

/** Chooses how the first cell reaches this machine, now and for the next start. */
export function setReachBy(by: ReachBy): void {
  store(REACH_BY, by)
}

/** Returns how the first cell reaches this machine. */
export function useReachBy(): ReachBy {
  return useSyncExternalStore(subscribe, readReachBy)
}

/** Chooses whether a screen reader hears what the class sends, now and for the next start. */
export function setAnnouncing(on: boolean): void {
  store(ANNOUNCE, on ? 'yes' : 'no')
}

/** Returns whether a screen reader hears what the class sends; not unless it was asked for. */
export function useAnnouncing(): boolean {
  return useSyncExternalStore(subscribe, () => kept(ANNOUNCE) === 'yes')
}

const PANEL = 'npt.panel-width'

/** How wide the panel beside a list may be, in rem. */
export const PANEL_WIDTH = { least: 20, usual: 25, most: 45 }

function readPanelWidth(): number {
  const chosen = Number(kept(PANEL))
  return chosen >= PANEL_WIDTH.least && chosen <= PANEL_WIDTH.most ? chosen : PANEL_WIDTH.usual
}

/** Chooses how wide the panel beside a list is, in rem, now and for the next start. */
export function setPanelWidth(width: number): void {
  store(PANEL, String(Math.round(width * 100) / 100))
}

/** Returns how wide the panel beside a list is, in rem. */
export function usePanelWidth(): number {
  return useSyncExternalStore(subscribe, readPanelWidth)
}

const DISMISSED = 'npt.dismissed'

function readDismissed(): string {
  return localStorage.getItem(DISMISSED) ?? ''
}

/** Shows a notice of the status line no more, now and after the next start. */
export function dismissForGood(code: string): void {
  store(DISMISSED, [...new Set([...readDismissed().split(' '), code])].join(' ').trim())
}

/** Returns the codes of the notices that were dismissed for good. */
export function useDismissed(): string[] {
  return useSyncExternalStore(subscribe, readDismissed).split(' ')
}
