import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { retryNow, useConnection } from '../api/connection'
import { useClock } from '../lib/clock'
import { formatClock } from '../lib/format'
import classes from './Disconnected.module.css'

function Banner({ asOf, retryAt }: { asOf: number; retryAt: number }) {
  const { t } = useTranslation('shell')
  const seconds = useClock((now) => Math.max(0, Math.ceil((retryAt - now) / 1000)))
  return (
    <div className={classes.banner}>
      <IconPlugConnectedX size={16} aria-hidden />
      <p>
        <span role="alert">
          <b>{t('lost.title')}</b> {t('lost.asOf', { time: formatClock(asOf) })}
        </span>{' '}
        {t('lost.retry', { count: seconds })}
      </p>
      <Button variant="default" size="compact-sm" onClick={retryNow}>
        {t('lost.now')}
      </Button>
    </div>
  )
}

/** A banner with the time of the last answer, shown while the app does not answer; the page below stays as it was. */
export function Disconnected() {
  const { live, asOf, retryAt } = useConnection()
  return live ? null : <Banner asOf={asOf} retryAt={retryAt} />
}
