import { useCallback, useEffect, useRef } from 'react'

/** Returns a function that is the same at every render and calls the newest one, so that what gets it stays as it is. */
export function useSteady<Args extends unknown[], Result>(
  newest: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(newest)
  useEffect(() => {
    latest.current = newest
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
