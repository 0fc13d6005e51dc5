import type { ReactNode } from 'react'
import type { Session } from '../../../api/types'
import type { Place } from './place'
import type { GoTo } from './usePlace'

/** What each of the three ways to look gets. */
export interface ViewProps {
  session: Session
  place: Place
  goTo: GoTo
  /** The choice between the three. */
  switcher: ReactNode
}
