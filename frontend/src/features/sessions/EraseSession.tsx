import { useTranslation } from 'react-i18next'
import { useEraseSession } from '../../api/keeping'
import type { Session } from '../../api/types'
import { EraseDialog } from '../../components/EraseDialog'
import { notifyDone, notifyError } from '../../components/notify'

interface EraseSessionProps {
  session: Session
  opened: boolean
  onClose: () => void
}

/** Asks before a session is erased for good, with all copies of it. */
export function EraseSession({ session, opened, onClose }: EraseSessionProps) {
  const { t } = useTranslation(['privacy', 'common'])
  const erase = useEraseSession()
  if (!opened) return null
  return (
    <EraseDialog
      title={t('erase.session', { name: session.name })}
      isBusy={erase.isPending}
      onClose={onClose}
      onErase={() =>
        erase.mutate(session.id, {
          onSuccess: () => notifyDone(t('erase.done')),
          onError: notifyError,
          onSettled: onClose,
        })
      }
    >
      <p>
        {t('erase.sessionWhat')} {t('common:countRecords', { count: session.records })}
        {session.open && <> · {t('erase.open')}</>}
      </p>
    </EraseDialog>
  )
}
