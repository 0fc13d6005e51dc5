import type { Session } from '../../api/types'

/** What a dialog is open for. */
export interface Dialog {
  do: 'edit' | 'delete'
  session: Session
}
