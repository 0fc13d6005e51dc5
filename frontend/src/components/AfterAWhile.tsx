import { type ReactNode, useLayoutEffect, useState } from 'react'
import { useLoading } from '../lib/typeAhead'

const PATIENCE_MS = 200

/** One placeholder follows another within this time, while a page loads in steps. */
const GAP_MS = 50

/** The wait that is going on, or was: when it began, and when its last placeholder went. */
let since = 0
let until = 0

/**
 * Stands for something that is loading. Shows its children after 200 ms: what loads faster needs no placeholder. What
 * loads in steps is one wait, so that no placeholder goes and comes again in between. Keys pressed meanwhile wait until
 * it is loaded.
 */
export function AfterAWhile({ children }: { children: ReactNode }) {
  useLoading()
  const [isDue, setDue] = useState(false)
  useLayoutEffect(() => {
    const now = performance.now()
    if (now - until > GAP_MS) since = now
    const left = since + PATIENCE_MS - now
    const timer = window.setTimeout(() => setDue(true), left)
    // Before it is painted, so that the placeholder before is followed at once.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    if (left <= 0) setDue(true)
    return () => {
      window.clearTimeout(timer)
      until = performance.now()
    }
  }, [])
  return isDue ? children : null
}
