import { useTranslation } from 'react-i18next'
import { useCloseSession, useOpenSession, useSelectSession } from '../../api/mutations'
import { type ExportFormat, type ExportNames, wholeSession } from '../../api/transfers'
import type { Session } from '../../api/types'
import { notifyDone } from '../../components/notify'
import { Sentence } from '../../components/Sentence'
import { useExport } from '../../components/useExport'

/** Returns the actions on a session that need no question, each with its notice. */
export function useSessionActions(session: Session) {
  const { t } = useTranslation('sessions')
  const open = useOpenSession()
  const close = useCloseSession()
  const select = useSelectSession()
  const save = useExport()
  const parts = { session: <b>{session.name}</b> }
  return {
    isBusy: open.isPending || close.isPending,
    select: () =>
      select.mutate(session.id, {
        onSuccess: () => notifyDone(<Sentence words={t('isNowCurrent')} parts={parts} />),
      }),
    toggle: () => {
      if (session.open) {
        close.mutate(session.id)
        return
      }
      open.mutate(session.id, {
        onSuccess: ({ closedId }) => {
          if (closedId === 0) return
          notifyDone(<Sentence words={t('namesakeClosed', { id: String(closedId) })} parts={parts} />)
        },
      })
    },
    save: (format: ExportFormat, names: ExportNames = '') =>
      save({
        selection: wholeSession(session.id),
        name: session.name,
        records: session.records,
        format,
        names,
      }),
  }
}
