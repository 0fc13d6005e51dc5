import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { lastRouteIn, rememberRoute } from '../lib/lastRoute'
import { useRoute } from '../lib/location'

/**
 * Remembers where the teacher is, and returns a function that goes to a tab: to where she was in it, or to its
 * beginning from within it.
 */
export function useTabs(sessionId: number | undefined): (tab: string) => void {
  const route = useRoute()
  const [path, navigate] = useLocation()
  useEffect(() => rememberRoute(route, sessionId), [route, sessionId])
  return (tab) => {
    const isThere = path === tab || (tab !== '/' && path.startsWith(`${tab}/`))
    navigate(isThere ? tab : lastRouteIn(tab, sessionId))
  }
}
