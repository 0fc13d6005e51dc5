import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDashboard } from '../../api/dashboard'
import { useAnswer } from '../../api/queries'
import { useStudentPath } from '../../api/recordQueries'
import { may } from '../../api/team'
import type { PathStep, RecordView, SessionFacts, Status } from '../../api/types'
import { AnswerPreview } from '../../components/answer/AnswerPreview'
import { AnswerView } from '../../components/answer/AnswerView'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { StudentName } from '../../components/StudentName'
import { VerdictDisc } from '../../components/Verdict'
import { questionRoute } from '../../lib/routes'
import { Back } from './Back'
import { Bar } from './Bar'
import { Deeds } from './Deeds'
import { Merge } from './Merge'
import { rowOf } from './queue'
import { Why } from './Why'
import classes from './StudentSteps.module.css'

function Whole({ record }: { record: RecordView }) {
  const { data, error } = useAnswer(record)
  if (error) return <p className="muted">{error.message}</p>
  if (!data) return <LoadingRows count={1} height={44} />
  return (
    <div className={classes.answer}>
      <ErrorBoundary resetKey={data} fallback={<pre>{data.text}</pre>}>
        <AnswerView answer={data} onEnlarge={() => undefined} />
      </ErrorBoundary>
    </div>
  )
}

function Sent({ record }: { record: RecordView }) {
  const { t } = useTranslation('assist')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={classes.preview}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <VerdictDisc record={record} />
        <span className={classes.text}>
          <AnswerPreview record={record} />
        </span>
        <span className="faint nowrap">{t('attempts', { count: record.attempts })}</span>
      </button>
      {isOpen && <Whole record={record} />}
    </>
  )
}

function Step({ step }: { step: PathStep }) {
  const { t } = useTranslation('assist')
  return (
    <li className={classes.step}>
      <Link href={questionRoute(step.question)} className={classes.label} aria-label={t('question', step)}>
        {step.question}
      </Link>
      <div className={classes.answers}>
        {step.records.length === 0 && <span className="faint">{t('notSent')}</span>}
        {step.records.map((record) => (
          <Sent key={record.id} record={record} />
        ))}
      </div>
    </li>
  )
}

interface StudentStepsProps {
  session: SessionFacts
  me: Status['assistant']
  studentId: number
}

/** One student's way through the questions. */
export function StudentSteps({ session, me, studentId }: StudentStepsProps) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useStudentPath(session.id, studentId)
  const { data: dashboard } = useDashboard(session.id)
  const own = rowOf(dashboard?.attention ?? [], studentId)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  const { student } = data
  return (
    <>
      <Back href="/students">{t('nav.students')}</Back>
      <h2 className={classes.title}>
        <StudentName student={student} />
      </h2>
      {own && (
        <p className={classes.why}>
          <Why row={own} me={me.name} />
        </p>
      )}
      <ol className={classes.list}>
        {data.steps.map((step) => (
          <Step key={step.question} step={step} />
        ))}
      </ol>
      {may(me.role, 'mark') && <Merge session={session} student={student} />}
      {may(me.role, 'help') && (
        <Bar label={t('nav.attention')}>
          <Deeds sessionId={session.id} row={own} students={[student]} me={me} />
        </Bar>
      )}
    </>
  )
}
