import { exportSession } from '../../api/client'
import { useCloseSession, useOpenSession, useSelectSession } from '../../api/mutations'
import type { Session } from '../../api/types'
import { notifyDone, notifyError } from '../../components/notify'

/** Returns what can be done with a session at once, each with the notice that it needs. */
export function useSessionActions(session: Session) {
  const open = useOpenSession()
  const close = useCloseSession()
  const select = useSelectSession()
  return {
    isBusy: open.isPending || close.isPending,
    select: () => select.mutate(session.id),
    toggle: () => {
      if (session.open) {
        close.mutate(session.id)
        return
      }
      open.mutate(session.id, {
        onSuccess: ({ closedId }) => {
          if (closedId === 0) return
          notifyDone(
            <>
              <b>{session.name}</b> is open; the other session of that name, id {closedId}, was closed for it.
            </>,
          )
        },
      })
    },
    save: (format: 'csv' | 'zip') =>
      exportSession(session.id, format).then((path) => {
        if (path !== '') notifyDone(`Saved as ${path}`)
      }, notifyError),
  }
}
