import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Backup, useRestoreBackup } from '../../api/keeping'
import { notifyDone, notifyError } from '../../components/notify'
import { appNow } from '../../lib/clock'
import { formatDate, formatMoment, formatTime } from '../../lib/format'
import classes from './RestoreDialog.module.css'

/** Shows what is in a copy, and asks whether it should take the place of everything. */
export function RestoreDialog({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const { t } = useTranslation(['backups', 'common'])
  const restore = useRestoreBackup()
  const now = appNow()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('dialog.title', { date: formatMoment(backup.at, now, formatTime) })}
    >
      <Stack gap="md">
        <p>{t('dialog.holds')}</p>
        <ul className={classes.sessions} tabIndex={0} aria-label={t('dialog.holds')}>
          {backup.sessions.map((session) => (
            <li key={session.createdAt + session.name}>
              <b>{session.name}</b> <span className="muted">{session.owner}</span>
              <br />
              <span className="faint">
                {formatDate(session.createdAt, now)} · {t('common:countRecords', { count: session.records })}{' '}
                · {t('students', { count: session.students })}
              </span>
            </li>
          ))}
          {backup.sessions.length === 0 && <li className="muted">{t('dialog.noSessions')}</li>}
        </ul>
        <p>{t('dialog.what')}</p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common:cancel')}
          </Button>
          <Button
            loading={restore.isPending}
            onClick={() =>
              restore.mutate(backup.path, {
                onSuccess: () => {
                  onClose()
                  notifyDone(t('dialog.again'))
                },
                onError: notifyError,
              })
            }
          >
            {t('dialog.restore')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
