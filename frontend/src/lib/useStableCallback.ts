import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * Returns a function that stays the same at every render and calls the newest callback. A memoized component that gets
 * it is not drawn again.
 */
export function useStableCallback<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(callback)
  useLayoutEffect(() => {
    latest.current = callback
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
