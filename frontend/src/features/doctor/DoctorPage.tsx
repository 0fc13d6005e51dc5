import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useDoctor, useStatus } from '../../api/queries'
import type { Diagnosis } from '../../api/types'
import { Ago } from '../../components/bits'
import { PageHead } from '../../components/Page'
import { Failed, LoadingRows } from '../../components/states'
import { Findings } from './Findings'
import { Interfaces } from './Interfaces'
import { VerdictBar } from './VerdictBar'
import classes from './doctor.module.css'

function Looked({ diagnosis, isLooking }: { diagnosis: Diagnosis | undefined; isLooking: boolean }) {
  return (
    <span className={classes.looked} role="status">
      {isLooking || !diagnosis ? (
        'Looking … this takes some seconds'
      ) : (
        <>
          looked <Ago stamp={diagnosis.lookedAt} /> ago, looks again by itself when an address changes
        </>
      )}
    </span>
  )
}

function LastResort() {
  return (
    <section className={classes.section}>
      <h2>If nothing helps</h2>
      <ol className={classes.resort}>
        <li>A hotspot from this computer: students join it, no other network is needed.</li>
        <li>
          Go on all the same: what students send is kept on their computers and comes when it finds you.
        </li>
      </ol>
    </section>
  )
}

/** The network doctor: can notebooks reach this computer, and if not, why and what to do. */
export function DoctorPage() {
  const { data: status } = useStatus()
  const { data, error, isFetching, refetch } = useDoctor()
  return (
    <div className={classes.page}>
      <PageHead>
        <Link href="/settings" className="t2">
          Settings
        </Link>
        <span className="t3" aria-hidden>
          /
        </span>
        <h1>Network doctor</h1>
        {(data ?? isFetching) && <Looked diagnosis={data} isLooking={isFetching} />}
        <span className="grow" />
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={14} aria-hidden />}
          disabled={isFetching}
          onClick={() => void refetch()}
        >
          Look again
        </Button>
      </PageHead>
      {error && !isFetching ? (
        <Failed error={error} retry={refetch} />
      ) : (
        <div className={classes.split} aria-busy={isFetching}>
          <div className={classes.list}>
            {data ? (
              <>
                <VerdictBar diagnosis={data} connected={status?.connected ?? 0} />
                <Findings findings={data.findings} />
              </>
            ) : (
              <LoadingRows count={6} height={72} />
            )}
          </div>
          <aside className={classes.side} aria-label="This computer">
            {data && <Interfaces interfaces={data.interfaces} best={status?.addresses[0]} />}
            <LastResort />
          </aside>
        </div>
      )}
    </div>
  )
}
