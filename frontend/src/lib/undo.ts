/** Something that can be undone for a limited time. Ctrl Z undoes the newest one. */
export interface Undoable {
  id: string
  undo: () => unknown
}

/** Newest first. */
let all: Undoable[] = []

/** Adds something that can be undone from now on. */
export function rememberUndo(one: Undoable): void {
  all = [one, ...all.filter(({ id }) => id !== one.id)]
}

/** Removes something that can be undone no longer. */
export function forgetUndo(id: string): void {
  all = all.filter((one) => one.id !== id)
}

/** Undoes something, once; the newest if no id is given. Returns its id; undefined if there is nothing to undo. */
export function undoNow(id?: string): string | undefined {
  const one = id === undefined ? all[0] : all.find((some) => some.id === id)
  if (!one) return undefined
  forgetUndo(one.id)
  one.undo()
  return one.id
}
