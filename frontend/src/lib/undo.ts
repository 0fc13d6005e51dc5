import type { ReactNode } from 'react'

/** Something that can be undone for a limited time. Ctrl Z undoes the newest one. */
export interface Undoable {
  id: string
  /** Says what was done. */
  what: ReactNode
  undo: () => unknown
}

/** Newest first. */
let all: readonly Undoable[] = []
const listeners = new Set<() => void>()

function set(undoables: readonly Undoable[]): void {
  all = undoables
  for (const tell of listeners) tell()
}

/** Returns all that can be undone, the newest first. */
export const readUndo = (): readonly Undoable[] => all

export function subscribeUndo(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Adds something that can be undone from now on. */
export function rememberUndo(one: Undoable): void {
  set([one, ...all.filter(({ id }) => id !== one.id)])
}

/** Removes something that can be undone no longer. */
export function forgetUndo(id: string): void {
  if (all.some((one) => one.id === id)) set(all.filter((one) => one.id !== id))
}

/** Undoes something, once; the newest if no id is given. Returns its id; undefined if there is nothing to undo. */
export function undoNow(id?: string): string | undefined {
  const one = id === undefined ? all[0] : all.find((some) => some.id === id)
  if (!one) return undefined
  forgetUndo(one.id)
  one.undo()
  return one.id
}
