type Listener = (open: number) => void

const listeners = new Set<Listener>()

/** Asks to end the app from the page, with a number of open sessions: closing a browser's tab ends nothing. */
export function quit(open: number): void {
  for (const tell of listeners) tell(open)
}

/** Calls back with the number of open sessions when the app shall end. Returns a function that stops it. */
export function onQuit(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
