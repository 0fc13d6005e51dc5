import { IconChartBar } from '@tabler/icons-react'
import { useCurrentSession, useQuestions, useSessions, useStudents } from '../../api/queries'
import type { Session } from '../../api/types'
import { NoSession } from '../../components/NoSession'
import { CopyFirstCell } from '../../components/FirstCell'
import { AfterAWhile, Blank, Failed } from '../../components/states'
import { Bars } from './Bars'
import { glance } from './glance'
import { GlanceRow } from './GlanceRow'
import classes from './dashboard.module.css'

function Room({ session }: { session: Session }) {
  const students = useStudents(session.id)
  const questions = useQuestions(session.id)
  const error = students.error ?? questions.error
  if (error)
    return <Failed error={error} retry={() => Promise.all([students.refetch(), questions.refetch()])} />
  if (!students.data || !questions.data) {
    return (
      <AfterAWhile>
        <p className={classes.loading}>Counting …</p>
      </AfterAWhile>
    )
  }
  const figures = glance(students.data, questions.data)
  return (
    <>
      <GlanceRow session={session} figures={figures} questions={questions.data.length} />
      {questions.data.length === 0 ? (
        <Blank
          icon={<IconChartBar size={24} />}
          title="No question was sent yet"
          actions={session.open && <CopyFirstCell session={session} large />}
        >
          A bar for each question grows here, by the number of students who sent it.
        </Blank>
      ) : (
        <Bars questions={questions.data} students={figures.seen} />
      )}
    </>
  )
}

/** Dashboard: the room at a glance, and who reached which question. */
export function DashboardPage() {
  const sessions = useSessions()
  const session = useCurrentSession()
  if (sessions.error) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (session) return <Room session={session} />
  if (!sessions.data) return null
  return <NoSession hasSessions={sessions.data.length > 0}>The dashboard shows one session.</NoSession>
}
