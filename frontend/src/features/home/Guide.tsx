import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../api/connection'
import { useOpenSession } from '../../api/mutations'
import { useNewestRecords } from '../../api/recordQueries'
import type { Session, Status } from '../../api/types'
import {
  CellNote,
  CopyFirstCell,
  FirstCellLines,
  ReachByChoice,
  useCellLines,
} from '../../components/FirstCell'
import { Sentence } from '../../components/Sentence'
import { Connection } from './Connection'
import { Done } from './Done'
import { FirstRecord, LastRecords } from './LastRecords'
import { NextSteps } from './NextSteps'
import { Strong } from './Strong'
import { Waiting } from './Waiting'
import classes from './Guide.module.css'

const SHOWN = 5

function SessionState({ session }: { session: Session }) {
  const { t } = useTranslation('home')
  const open = useOpenSession()
  const parts = { session: <Strong>{session.name}</Strong> }
  if (session.open) {
    return (
      <Done action={t('rename')} href={`/sessions/${session.id}`}>
        <Sentence words={t('isOpen')} parts={parts} />
      </Done>
    )
  }
  return (
    <div className={classes.closed} role="status">
      <span className="truncate">
        <Sentence words={t('isClosed')} parts={parts} />
      </span>
      <Button size="compact-sm" loading={open.isPending} onClick={() => open.mutate(session.id)}>
        {t('openIt')}
      </Button>
    </div>
  )
}

function Records({ session, status }: { session: Session; status: Status }) {
  const { data } = useNewestRecords(session.id, SHOWN)
  const { live } = useConnection()
  const [first, second] = data?.records ?? []
  if (!first) return live ? <Waiting status={status} /> : null
  return second ? <LastRecords records={data?.records ?? []} /> : <FirstRecord record={first} />
}

/** Shows how it works, with the first cell of the current session, and the records that came. */
export function Guide({ session, status }: { session: Session; status: Status }) {
  const { t } = useTranslation('home')
  const lines = useCellLines(session)
  return (
    <>
      <Done action={t('change')} href="/settings">
        <Sentence words={t('youAre')} parts={{ owner: <Strong>{status.owner}</Strong> }} />
      </Done>
      <SessionState session={session} />
      <h1 className={classes.cellHead}>{t('cellTitle', { count: lines })}</h1>
      <FirstCellLines session={session} large />
      <div className={classes.copy}>
        <CopyFirstCell session={session} large />
        <span className="muted">
          <Sentence
            words={t('then')}
            parts={{ code: <code className={classes.send}>send(result, 1)</code> }}
          />
        </span>
        <span className="grow" />
        <ReachByChoice session={session} />
      </div>
      <CellNote session={session} />
      <Connection session={session} status={status} />
      <Records session={session} status={status} />
      <NextSteps />
    </>
  )
}
