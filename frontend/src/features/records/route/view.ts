import type { ReactNode } from 'react'
import type { Session } from '../../../api/types'
import type { RecordsRoute } from './route'
import type { GoTo } from './useRecordsRoute'

/** What each of the three ways to look gets. */
export interface ViewProps {
  session: Session
  route: RecordsRoute
  goTo: GoTo
  /** The choice between the three. */
  switcher: ReactNode
}
