import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { lastRouteIn, rememberRoute } from '../lib/lastRoute'
import { useRoute } from '../lib/location'

/**
 * Remembers the teacher's route, and returns a function that goes to a tab: to her last route in it, or, from within the
 * tab, to its beginning.
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
