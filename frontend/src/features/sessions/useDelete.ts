import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { useDeleteSession, useSelectSession } from '../../api/mutations'
import { useCurrentSession } from '../../api/queries'
import { useUndoDelete } from '../../api/recordQueries'
import type { Session, Undo } from '../../api/types'
import { notifyUndo } from '../../components/undo'
import { appNow } from '../../lib/clock'
import { listRoute, parseListRoute } from './order'

/** Returns a function that deletes a session and offers to undo it for as long as the app can. */
export function useDelete() {
  const { t } = useTranslation('sessions')
  const undo = useUndoDelete()
  const select = useSelectSession()
  const current = useCurrentSession()
  const list = parseListRoute(useSearch())
  const [, navigate] = useLocation()
  const deletion = useDeleteSession()
  function offerUndo({ id, name }: Session, gone: Undo, wasCurrent: boolean) {
    const text =
      gone.count === 0 ? t('delete.done', { name }) : t('delete.doneRecords', { name, count: gone.count })
    notifyUndo(
      text,
      async () => {
        await undo.mutateAsync(gone.id)
        if (wasCurrent) await select.mutateAsync(id)
      },
      Math.max(0, Date.parse(gone.until) - appNow()),
    )
  }
  function remove(session: Session, onDone?: () => void) {
    const wasCurrent = current?.id === session.id
    const onAnswer = (gone: Undo) => offerUndo(session, gone, wasCurrent)
    deletion.mutate(
      { id: session.id, onAnswer },
      {
        onSuccess: () => {
          onDone?.()
          navigate(listRoute(list), { replace: true })
        },
      },
    )
  }
  return { isBusy: deletion.isPending, remove }
}
