import { Link } from 'wouter'
import { useAnswer } from '../../api/queries'
import type { StudentRecord } from '../../api/types'
import { AnswerPreview } from '../../components/answer/AnswerPreview'
import { AnswerView } from '../../components/answer/AnswerView'
import { Ago, Name, QuestionLabel } from '../../components/bits'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import classes from './index.module.css'

const UNREADABLE = <span className="t3">This answer cannot be drawn.</span>

/** The first record of a session, whole: it works. */
export function FirstRecord({ record }: { record: StudentRecord }) {
  const { data } = useAnswer(record)
  return (
    <section className={classes.first} aria-label="First record" data-testid="first-record">
      <header className={classes.firstHead}>
        <span className={classes.waitingTitle}>
          <bdi>{record.student}</bdi>
        </span>
        <QuestionLabel>{record.question}</QuestionLabel>
        <span className="grow" />
        <span className="t3">
          <Ago stamp={record.receivedAt} />
        </span>
      </header>
      <ErrorBoundary fallback={UNREADABLE} resetKey={data}>
        {data && <AnswerView answer={data} />}
      </ErrorBoundary>
      <p className="t2">
        All records are under <Link href="/records">Records</Link>, who reached which question under{' '}
        <Link href="/dashboard">Dashboard</Link>.
      </p>
    </section>
  )
}

/** The newest records of a session, each a link to it. */
export function LastRecords({ records }: { records: StudentRecord[] }) {
  return (
    <section className={classes.last} aria-label="Newest records">
      <header className={classes.lastHead}>
        <h2>Newest records</h2>
        <Link href="/records">All records</Link>
      </header>
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            <Link href={`/records?record=${record.id}`} className={classes.lastRow}>
              <Name>{record.student}</Name>
              <QuestionLabel>{record.question}</QuestionLabel>
              <ErrorBoundary fallback={UNREADABLE} resetKey={record.receivedAt}>
                <AnswerPreview record={record} />
              </ErrorBoundary>
              <span className="t3">
                <Ago stamp={record.receivedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
