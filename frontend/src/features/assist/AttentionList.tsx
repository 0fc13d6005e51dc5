import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useDashboard } from '../../api/dashboard'
import { useStudents } from '../../api/queries'
import { may, useSections } from '../../api/team'
import type { HelpQueue, SessionFacts, Status } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { type NamedStudent, StudentName } from '../../components/StudentName'
import { useSpan } from '../../lib/clock'
import { formatSpan } from '../../lib/format'
import { Bar } from './Bar'
import { Deeds } from './Deeds'
import { atHand, isMine, isTaken, rowsOf, type Waiting } from './queue'
import { Row, RowLink, Rows } from './Row'
import { isInShare, sharesOf } from './share'
import { ShareSelect } from './ShareSelect'
import { useAct } from './useAct'
import { Why } from './Why'
import classes from './AttentionList.module.css'

/** As many as somebody who walks through a room takes in. */
const SHOWN = 60

type Known = NamedStudent & { id: number }

interface QueueProps {
  sessionId: number
  queue: HelpQueue
  mayPause: boolean
}

/** How the queue goes, and what pauses it. */
function Queue({ sessionId, queue: { pausedAt, waited, helped: count }, mayPause }: QueueProps) {
  const { t } = useTranslation('assist')
  const act = useAct(sessionId)
  const span = useSpan(pausedAt)
  const isPaused = pausedAt !== ''
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause
  const what = t(isPaused ? 'help.resume' : 'help.pause')
  return (
    <div className={classes.queue}>
      <span className={classes.figures}>
        {isPaused && <b>{t('help.paused', { span })}</b>}
        {!isPaused && count > 0 && t('help.figures', { count, span: formatSpan(waited * 1000) })}
      </span>
      {mayPause && (
        <Button
          variant="subtle"
          leftSection={<Icon size={18} />}
          loading={act.isPending}
          onClick={() => act.mutate({ method: 'PauseHelp', args: [sessionId, !isPaused], what })}
        >
          {what}
        </Button>
      )}
    </div>
  )
}

interface WhoProps {
  students: Known[]
}

function Who({ students }: WhoProps) {
  return students.map((student, i) => (
    <Fragment key={student.id}>
      {i > 0 && ', '}
      <StudentName student={student} />
    </Fragment>
  ))
}

interface LineProps extends WhoProps {
  session: SessionFacts
  row: Waiting
  me: Status['assistant']
}

function Line({ session, row, students, me, isAtHand }: LineProps & { isAtHand: boolean }) {
  return (
    <Row>
      {students.length > 1 ? (
        <div className={classes.shared}>
          {students.map((student) => (
            <RowLink key={student.id} href={`/student/${String(student.id)}`}>
              <b>
                <StudentName student={student} />
              </b>
            </RowLink>
          ))}
          <Why row={row} me={me.name} />
        </div>
      ) : (
        <RowLink href={`/student/${String(students[0]?.id)}`}>
          <b className={classes.name}>
            <Who students={students} />
          </b>
          <Why row={row} me={me.name} />
        </RowLink>
      )}
      {row.members
        .filter(({ text }) => text !== '')
        .map(({ studentId, text }) => (
          <q key={studentId} className={classes.words}>
            <bdi>{text}</bdi>
          </q>
        ))}
      {may(me.role, 'help') && !isAtHand && (
        <Deeds sessionId={session.id} row={row} students={students} me={me} />
      )}
    </Row>
  )
}

/** Who is helped next, with what is done for them. */
function AtHand({ session, row, students, me }: LineProps) {
  const { t } = useTranslation('assist')
  return (
    <Bar label={t(isMine(row, me.name) ? 'help.now' : 'help.next')}>
      <p className={classes.next}>
        {t(isMine(row, me.name) ? 'help.now' : 'help.next')}{' '}
        <b>
          <Who students={students} />
        </b>
        {row.members.length === 1 && row.members[0]?.seat !== '' && (
          <bdi> {t('help.seat', { seat: row.members[0]?.seat })}</bdi>
        )}
      </p>
      <Deeds sessionId={session.id} row={row} students={students} me={me} />
    </Bar>
  )
}

/** Who may need somebody, the most pressing first. */
export function AttentionList({ session, me }: { session: SessionFacts; me: Status['assistant'] }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useDashboard(session.id)
  const { data: students = [] } = useStudents(session.id)
  const { data: sections = [] } = useSections(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  const known = new Map(data.rows.map(({ student }) => [student.id, student]))
  const studentsOf = (row: Waiting) => row.members.flatMap(({ studentId }) => known.get(studentId) ?? [])
  const all = rowsOf(data.attention).filter((row) => studentsOf(row).length > 0)
  const room = { order: students.map(({ id }) => id), sections }
  const rows = all.filter((row) => isMine(row, me.name) || isInShare(row, me.share, room))
  const elsewhere = all.filter((row) => row.isHelp && !isTaken(row) && !rows.includes(row))
  const next = may(me.role, 'help') ? atHand(rows, me.name) : undefined
  const hasQueue = data.queue.pausedAt !== '' || data.queue.helped > 0 || all.some(({ isHelp }) => isHelp)
  return (
    <>
      <ShareSelect share={me.share} shares={sharesOf(room, all)} />
      {hasQueue && <Queue sessionId={session.id} queue={data.queue} mayPause={may(me.role, 'help')} />}
      {rows.length === 0 && <p className="muted">{t('nobody')}</p>}
      <Rows label={t('nav.attention')}>
        {rows.slice(0, SHOWN).map((row) => (
          <Line
            key={row.key}
            session={session}
            row={row}
            students={studentsOf(row)}
            me={me}
            isAtHand={row === next}
          />
        ))}
      </Rows>
      {elsewhere.length > 0 && (
        <p className={classes.elsewhere}>
          {t('elsewhere', { count: elsewhere.reduce((sum, { members }) => sum + members.length, 0) })}
        </p>
      )}
      {next && <AtHand session={session} row={next} students={studentsOf(next)} me={me} />}
    </>
  )
}
