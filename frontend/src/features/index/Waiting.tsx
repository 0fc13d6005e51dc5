import type { Status } from '../../api/types'
import { plural } from '../../lib/format'
import classes from './index.module.css'

/** Stands where the first record will be. */
export function Waiting({ status }: { status: Status }) {
  const address = status.addresses[0]
  return (
    <div className={classes.waiting} role="status">
      <span className={classes.radar} aria-hidden>
        <i />
      </span>
      <div>
        <p className={classes.waitingTitle}>Waiting for the first record</p>
        <p className="t2">
          It shows here by itself.{' '}
          {address !== undefined && (
            <>
              Listening at <span className="mono">{address}</span>.{' '}
            </>
          )}
          {status.fetched === 0
            ? 'No notebook has connected yet.'
            : plural(status.fetched, {
                one: 'A notebook has fetched the code.',
                other: 'Notebooks have fetched the code {n} times.',
              })}
        </p>
      </div>
    </div>
  )
}
