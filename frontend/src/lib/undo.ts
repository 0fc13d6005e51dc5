/**
 * What can be taken back, newest first, each for its time. Ctrl Z takes back the newest.
 */
export interface Undoable {
  id: string
  undo: () => unknown
}

let all: Undoable[] = []

/** Notes that something can be taken back from now on. */
export function rememberUndo(one: Undoable): void {
  all = [one, ...all.filter(({ id }) => id !== one.id)]
}

/** Notes that something can be taken back no longer. */
export function forgetUndo(id: string): void {
  all = all.filter((one) => one.id !== id)
}

/** Takes something back, once; the newest where no id is given. Returns its id; undefined where there is nothing. */
export function undoNow(id?: string): string | undefined {
  const one = id === undefined ? all[0] : all.find((some) => some.id === id)
  if (!one) return undefined
  forgetUndo(one.id)
  one.undo()
  return one.id
}
