import type { ReactNode } from 'react'
import type { Session } from '../../../api/types'
import type { RecordsRoute } from './route'
import type { GoTo } from './useRecordsRoute'

/** The props of each view. */
export interface ViewProps {
  session: Session
  route: RecordsRoute
  goTo: GoTo
  /** The control that switches between the views. */
  switcher: ReactNode
}
