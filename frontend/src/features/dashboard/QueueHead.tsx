import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { HelpQueue } from '../../api/types'
import { useSpan } from '../../lib/clock'
import { formatSpan } from '../../lib/format'
import classes from './QueueHead.module.css'

function Paused({ at }: { at: string }) {
  const { t } = useTranslation('dashboard')
  return <b className={classes.paused}>{t('queue.paused', { span: useSpan(at) })}</b>
}

interface QueueHeadProps {
  queue: HelpQueue
  onPause: (isPaused: boolean) => void
}

/** How the queue of help goes, and what pauses it. */
export function QueueHead({ queue: { pausedAt, waited, helped }, onPause }: QueueHeadProps) {
  const { t } = useTranslation('dashboard')
  const isPaused = pausedAt !== ''
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause
  return (
    <div className={classes.head} role="group" aria-label={t('queue.title')}>
      <span className={classes.text}>
        {isPaused && <Paused at={pausedAt} />}
        {!isPaused && helped > 0 && (
          <span className="muted" title={t('queue.figuresHint')}>
            {t('queue.figures', { count: helped, span: formatSpan(waited * 1000) })}
          </span>
        )}
      </span>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon size={14} />}
        title={`${t(isPaused ? 'queue.resumeHint' : 'queue.pauseHint')} (Q)`}
        onClick={() => onPause(!isPaused)}
      >
        {t(isPaused ? 'queue.resume' : 'queue.pause')}
      </Button>
    </div>
  )
}
