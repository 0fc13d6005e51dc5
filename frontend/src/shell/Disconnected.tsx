import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { retryNow, useConnection } from '../api/connection'
import { useClock } from '../lib/clock'
import { formatClock } from '../lib/format'
import classes from './Disconnected.module.css'

function Banner({ asOf, retryAt }: { asOf: number; retryAt: number }) {
  const seconds = useClock((now) => Math.max(0, Math.ceil((retryAt - now) / 1000)))
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={16} aria-hidden />
      <p>
        <b>The app does not answer.</b> Shown as of {formatClock(asOf)}. Records are still kept by the
        notebooks. Trying again in {seconds} s.
      </p>
      <Button variant="default" size="compact-sm" onClick={retryNow}>
        Now
      </Button>
    </div>
  )
}

/** A dated banner while the app does not answer; the page below stays as it was. */
export function Disconnected() {
  const { live, asOf, retryAt } = useConnection()
  return live ? null : <Banner asOf={asOf} retryAt={retryAt} />
}
