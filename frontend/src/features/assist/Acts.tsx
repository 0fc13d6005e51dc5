import { Button } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { countWaiting, forgetFailed, readFailed, resumeActs, subscribeActs } from '../../api/outbox'
import classes from './Acts.module.css'

/** Says how many acts wait for the network. */
function Waits() {
  const { t } = useTranslation('assist')
  const count = useSyncExternalStore(subscribeActs, countWaiting)
  return (
    <p role="status" className={classes.waits} data-empty={count === 0}>
      {count > 0 && t('waits', { count })}
    </p>
  )
}

/** Lists what was not done, until somebody has read it. */
function Failures() {
  const { t } = useTranslation('assist')
  const failed = useSyncExternalStore(subscribeActs, readFailed)
  if (failed.length === 0) return null
  return (
    <div role="alert" className={classes.failures}>
      <ul className={classes.list}>
        {failed.map(({ id, what, error }) => (
          <li key={id}>{t('failed', { what, why: error.message })}</li>
        ))}
      </ul>
      <Button variant="default" onClick={forgetFailed}>
        {t('read')}
      </Button>
    </div>
  )
}

/** What became of acts that the network did not carry at once. */
export function Acts() {
  useEffect(resumeActs, [])
  return (
    <>
      <Failures />
      <Waits />
    </>
  )
}
