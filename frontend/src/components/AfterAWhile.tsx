import { type ReactNode, useEffect, useState } from 'react'
import { useLoading } from '../lib/typeAhead'

const PATIENCE_MS = 200

/**
 * Stands for something that is loading. Shows its children after 200 ms: what loads faster needs no placeholder. Keys
 * pressed meanwhile wait until it is loaded.
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
