import type { Session } from '../../api/types'

/** The purpose of an open dialog. */
export interface Dialog {
  do: 'edit' | 'duplicate' | 'delete' | 'erase'
  session: Session
}
