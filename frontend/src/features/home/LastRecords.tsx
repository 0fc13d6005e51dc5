import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswer } from '../../api/queries'
import type { RecordView } from '../../api/types'
import { Ago } from '../../components/Ago'
import { AnswerPreview } from '../../components/answer/AnswerPreview'
import { AnswerView } from '../../components/answer/AnswerView'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import { QuestionLabel } from '../../components/QuestionLabel'
import { Sentence } from '../../components/Sentence'
import { StudentName } from '../../components/StudentName'
import classes from './LastRecords.module.css'

function Unreadable() {
  const { t } = useTranslation('home')
  return <span className="faint">{t('unreadable')}</span>
}

const studentOf = ({ student, studentNumber }: RecordView) => ({ display: student, number: studentNumber })

/** The first record of a session with its whole answer, which shows that it works. */
export function FirstRecord({ record }: { record: RecordView }) {
  const { t } = useTranslation('home')
  const { data } = useAnswer(record)
  return (
    <section className={classes.first} aria-label={t('firstRecord')} data-testid="first-record">
      <header className={classes.firstHead}>
        <span className={classes.firstStudent}>
          <StudentName student={studentOf(record)} />
        </span>
        <QuestionLabel>{record.question}</QuestionLabel>
        <span className="grow" />
        <span className="faint">
          <Ago stamp={record.receivedAt} />
        </span>
      </header>
      <ErrorBoundary fallback={<Unreadable />} resetKey={data}>
        {data && <AnswerView answer={data} />}
      </ErrorBoundary>
      <p className="muted">
        <Sentence
          words={t('where')}
          parts={{
            records: <Link href="/records">{t('records')}</Link>,
            dashboard: <Link href="/dashboard">{t('dashboard')}</Link>,
          }}
        />
      </p>
    </section>
  )
}

/** The newest records of a session, each a link to it. */
export function LastRecords({ records }: { records: RecordView[] }) {
  const { t } = useTranslation('home')
  return (
    <section className={classes.last} aria-label={t('newest')}>
      <header className={classes.lastHead}>
        <h2>{t('newest')}</h2>
        <Link href="/records">{t('all')}</Link>
      </header>
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            <Link href={`/records?record=${record.id}`} className={classes.lastRow}>
              <StudentName student={studentOf(record)} />
              <QuestionLabel>{record.question}</QuestionLabel>
              <ErrorBoundary fallback={<Unreadable />} resetKey={record.receivedAt}>
                <AnswerPreview record={record} />
              </ErrorBoundary>
              <span className="faint">
                <Ago stamp={record.receivedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
