import { useEffect, useMemo, useRef } from 'react'
import { useSearch } from 'wouter'
import { navigate } from '../../../lib/location'
import { useStableCallback } from '../../../lib/useStableCallback'
import { dashboardRoute, type Peek, peekOf } from './route'

/**
 * Returns what is open beside the grid, and what opens and closes it. It stands in the address: who comes back to the
 * dashboard finds it open. Once it is closed, the focus is where it was before.
 */
export function usePeek(partId: number) {
  const search = useSearch()
  const peek = useMemo(() => peekOf(search), [search])
  const isOpen = peek !== undefined
  const opener = useRef<Element | null>(null)
  const open = useStableCallback((next: Peek) => {
    if (!isOpen) opener.current = document.activeElement
    navigate(dashboardRoute(partId, next), { replace: true })
  })
  const close = useStableCallback(() => navigate(dashboardRoute(partId), { replace: true }))
  useEffect(() => {
    const from = opener.current
    if (isOpen || from === null) return
    opener.current = null
    if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true })
  }, [isOpen])
  return { peek, open, close }
}
