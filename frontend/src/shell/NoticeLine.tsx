import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Key } from '../components/Key'
import { takeBack } from '../components/undo'
import { hideNotice, readNotice, subscribeNotice } from '../lib/notices'
import { readUndo, subscribeUndo } from '../lib/undo'
import { useReading } from '../lib/useReading'
import classes from './NoticeLine.module.css'

/** A notice stays this long after the reader has left it. */
const AFTER_MS = 2000

/** What was done or failed last, at the left end of the status line; above dialogs, because it may be about one. */
export function NoticeLine() {
  const { t } = useTranslation('common')
  const notice = useSyncExternalStore(subscribeNotice, readNotice)
  const undoable = useSyncExternalStore(subscribeUndo, readUndo)
  const { isReading, on } = useReading()
  useEffect(() => {
    if (!notice || isReading) return
    const left = Math.max(AFTER_MS, notice.until - Date.now())
    const timer = window.setTimeout(() => hideNotice(notice), left)
    return () => window.clearTimeout(timer)
  }, [notice, isReading])
  const Icon = notice?.tone === 'problem' ? IconAlertTriangle : IconCheck
  const { undoId } = notice ?? {}
  return (
    <div className={classes.notice} data-testid="notice" data-tone={notice?.tone} {...on}>
      {notice && <Icon size={14} aria-hidden className={classes.icon} />}
      {/* Stays while it is empty, so that what comes is announced. */}
      <span className={classes.text} role="status">
        {notice?.message}
      </span>
      {undoId !== undefined && (
        <Button
          className={classes.undo}
          variant="default"
          size="compact-sm"
          disabled={!undoable.some(({ id }) => id === undoId)}
          rightSection={<Key>Ctrl Z</Key>}
          onClick={() => takeBack(undoId)}
        >
          {t('undo')}
        </Button>
      )}
      {notice && (
        <ActionIcon size={20} aria-label={t('dismiss')} onClick={() => hideNotice(notice)}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  )
}
