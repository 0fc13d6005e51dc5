import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { useOpenSession } from '../../api/mutations'
import { useNewestRecords } from '../../api/queries'
import type { Session, Status } from '../../api/types'
import { CopyFirstCell, FirstCellLines, ReachByChoice } from '../../components/FirstCell'
import { Done } from './Done'
import { FirstRecord, LastRecords } from './LastRecords'
import { Waiting } from './Waiting'
import classes from './index.module.css'

const SHOWN = 5

function SessionState({ session }: { session: Session }) {
  const open = useOpenSession()
  if (session.open) {
    return (
      <Done action="Rename" href={`/sessions/${session.id}`}>
        Session <bdi className={classes.strong}>{session.name}</bdi> is open
      </Done>
    )
  }
  return (
    <div className={classes.closed} role="status">
      <span className="ell">
        Session <bdi className={classes.strong}>{session.name}</bdi> is closed: notebooks are refused.
      </span>
      <Button size="compact-sm" loading={open.isPending} onClick={() => open.mutate(session.id)}>
        Open it
      </Button>
    </div>
  )
}

function Records({ session, status }: { session: Session; status: Status }) {
  const { data } = useNewestRecords(session.id, {}, SHOWN)
  const [first, second] = data?.records ?? []
  if (!first) return <Waiting status={status} />
  return second ? <LastRecords records={data?.records ?? []} /> : <FirstRecord record={first} />
}

/** How it works, with the current session's own four lines, and what came of it. */
export function Guide({ session, status }: { session: Session; status: Status }) {
  return (
    <>
      <Done action="Change" href="/settings">
        You are <bdi className={classes.strong}>{status.owner}</bdi>
      </Done>
      <SessionState session={session} />
      <h1 className={`${classes.title} ${classes.cellHead}`}>Put these four lines into the first cell</h1>
      <FirstCellLines session={session} large />
      <div className={classes.copy}>
        <CopyFirstCell session={session} large />
        <span className="t2">
          then, for each question, <code className={classes.send}>send(result, 1)</code>
        </span>
        <span className="grow" />
        <ReachByChoice session={session} />
      </div>
      <Records session={session} status={status} />
      <Help status={status} />
    </>
  )
}

function Help({ status }: { status: Status }) {
  return (
    <div className={classes.columns}>
      <section>
        <h2>What can be sent</h2>
        <p>Text, numbers, arrays, lists, dicts, tables, functions and classes, plots and pictures.</p>
      </section>
      <section>
        <h2>What students notice</h2>
        <p>Nothing. Sending never blocks or breaks a cell, and what could not be sent is sent again.</p>
      </section>
      <section>
        <h2>Nothing comes?</h2>
        <p>
          The session must be open, and notebooks must be on a network that reaches{' '}
          <span className="mono">{status.addresses[0] ?? 'this computer'}</span>. The{' '}
          <Link href="/doctor">network doctor</Link> says what stands in between.
        </p>
      </section>
    </div>
  )
}
