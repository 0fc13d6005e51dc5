import type { ReactNode } from 'react'

/** What the app says about something that was done or that failed. */
export interface Notice {
  id: number
  message: ReactNode
  tone: 'done' | 'problem'
  /** When it goes by itself, in milliseconds since 1970. */
  until: number
  /** What undoes it: see lib/undo. */
  undoId?: string | undefined
}

let made = 0
let shown: Notice | undefined
/** The notice whose undo a passing notice has displaced; it comes back after that. */
let displaced: Notice | undefined
const listeners = new Set<() => void>()

function set(notice: Notice | undefined): void {
  shown = notice
  for (const tell of listeners) tell()
}

/** Shows a notice for some milliseconds, in place of the one before: there is one at a time. */
export function showNotice(notice: Omit<Notice, 'id' | 'until'>, forMs: number): void {
  made += 1
  if (notice.undoId !== undefined) displaced = undefined
  else if (shown?.undoId !== undefined) displaced = shown
  set({ ...notice, id: made, until: Date.now() + forMs })
}

/** Takes a notice away, if it is still there. */
export function hideNotice(notice: Notice): void {
  if (shown?.id !== notice.id) return
  set(displaced !== undefined && displaced.until > Date.now() ? displaced : undefined)
  displaced = undefined
}

/** Takes the notice of something away that was undone. */
export function hideNoticeOf(undoId: string): void {
  if (displaced?.undoId === undoId) displaced = undefined
  if (shown?.undoId === undoId) hideNotice(shown)
}

export function clearNotices(): void {
  displaced = undefined
  set(undefined)
}

export const readNotice = (): Notice | undefined => shown

export function subscribeNotice(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
