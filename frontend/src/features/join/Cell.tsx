import { Button, Kbd } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useOpenSession } from '../../api/mutations'
import { useFirstCell } from '../../api/queries'
import type { Session } from '../../api/types'
import { Code } from '../../components/answer/Code'
import { cellText } from '../../components/useCopy'
import { useReachBy } from '../../lib/preferences'
import { longestLine } from '../../lib/lines'
import classes from './join.module.css'

function Lines({ session }: { session: Session }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  const source = data ? cellText(data, by).trimEnd() : '\n\n\n'
  return (
    <div style={{ '--chars': longestLine(source) } as CSSProperties} data-testid="join-cell">
      <Code source={source} scrolls={false} className={classes.code} />
    </div>
  )
}

function Closed({ session, canOpen }: { session: Session; canOpen: boolean }) {
  const open = useOpenSession()
  return (
    <p className={classes.closed} role="status">
      <span>The session is closed: notebooks are refused until it is open.</span>
      {canOpen && (
        <Button size="lg" loading={open.isPending} onClick={() => open.mutate(session.id)}>
          Open it
        </Button>
      )}
    </p>
  )
}

/** The lines for the first cell of the current session, or what to do for there to be some. */
export function Cell({ session, canOpen }: { session: Session | undefined; canOpen: boolean }) {
  if (!session) {
    return (
      <div className={classes.cell} data-trouble>
        <p className={classes.closed} role="status">
          <span>
            There is no session to send to yet. Leave with <Kbd className={classes.key}>Esc</Kbd>, then make
            one with <Kbd className={classes.key}>N</Kbd> or choose one with{' '}
            <Kbd className={classes.key}>S</Kbd>.
          </span>
        </p>
      </div>
    )
  }
  return (
    <div className={classes.cell} data-trouble={session.open ? undefined : true}>
      {session.open ? (
        <p className={classes.caption}>Put these lines into the first cell of your notebook and run it</p>
      ) : (
        <Closed session={session} canOpen={canOpen} />
      )}
      <Lines session={session} />
    </div>
  )
}
