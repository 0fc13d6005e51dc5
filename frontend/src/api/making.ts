let current: AbortSignal | undefined

/**
 * Makes a call of the generated bindings with a signal that ends it: they take none, so whoever carries the call asks
 * for the signal while it is made.
 */
export function making<T>(signal: AbortSignal | undefined, call: () => T): T {
  current = signal
  try {
    return call()
  } finally {
    current = undefined
  }
}

/** Returns the signal of the call that is being made. */
export function signalOfCall(): AbortSignal | undefined {
  return current
}
