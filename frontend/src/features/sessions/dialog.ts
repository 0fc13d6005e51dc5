import type { Session } from '../../api/types'

/** What a dialog is open for. */
export interface Dialog {
  do: 'edit' | 'duplicate' | 'delete'
  session: Session
}
