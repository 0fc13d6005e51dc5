import { useTranslation } from 'react-i18next'
import { useCloseAllSessions, useOpenSession, useSelectSession } from '../../api/mutations'
import { useCurrentSession } from '../../api/queries'
import { notifyUndo } from '../../components/undo'

/** Returns a function that closes every open session and offers to open them again. */
export function useCloseAll() {
  const { t } = useTranslation('sessions')
  const open = useOpenSession()
  const select = useSelectSession()
  const current = useCurrentSession()
  /** Opens the sessions again that still exist; rejects if one is gone. */
  async function reopen(ids: number[]) {
    const thrown: unknown[] = []
    const note = (one: unknown) => thrown.push(one)
    for (const id of ids) await open.mutateAsync(id).catch(note)
    // Opening makes a session the current one.
    if (current) await select.mutateAsync(current.id).catch(note)
    if (thrown.length > 0) throw thrown[0]
  }
  const close = useCloseAllSessions((ids) =>
    notifyUndo(t('allClosed', { count: ids.length }), () => reopen(ids)),
  )
  return { isBusy: close.isPending, closeAll: () => close.mutate() }
}
