import { type ReactNode, useEffect, useState } from 'react'
import { useLoading } from '../lib/typeAhead'

const PATIENCE_MS = 200

/**
 * Stands where something is loading. Shows its children only after 200 ms: what comes quicker needs no
 * placeholder. Keys that nobody takes yet wait for what comes.
 */
export function AfterAWhile({ children }: { children: ReactNode }) {
  useLoading()
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setDue(true), PATIENCE_MS)
    return () => window.clearTimeout(timer)
  }, [])
  return isDue ? children : null
}
