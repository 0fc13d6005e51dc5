import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { lastPlaceIn, rememberPlace } from '../lib/lastPlaces'
import { usePlace } from '../lib/location'

/**
 * Remembers where the teacher is, and returns a function that goes to a tab: to where she was in it, or to its
 * beginning from within it.
 */
export function useTabs(sessionId: number | undefined): (tab: string) => void {
  const place = usePlace()
  const [path, navigate] = useLocation()
  useEffect(() => rememberPlace(place, sessionId), [place, sessionId])
  return (tab) => {
    const isThere = path === tab || (tab !== '/' && path.startsWith(`${tab}/`))
    navigate(isThere ? tab : lastPlaceIn(tab, sessionId))
  }
}
