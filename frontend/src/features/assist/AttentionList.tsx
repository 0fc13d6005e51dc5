import { useTranslation } from 'react-i18next'
import { useDashboard } from '../../api/dashboard'
import { may } from '../../api/team'
import type { AttentionMember, SessionFacts } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { StudentName } from '../../components/StudentName'
import { useSpan } from '../../lib/clock'
import { Row, RowLink, Rows } from './Row'
import { Visit } from './Visit'
import classes from './AttentionList.module.css'

/** As many as somebody who walks through a room takes in. */
const SHOWN = 60

/** Says why a student may need somebody. */
function Why({ reason, member }: { reason: string; member: AttentionMember }) {
  const { t } = useTranslation('assist')
  const { question, attempts: count } = member
  const span = useSpan(member.visitedAt === '' ? member.since : member.visitedAt)
  if (member.visitedAt !== '') return t('why.visited', { span })
  switch (reason) {
    case 'help':
      return t(question === '' ? 'why.help' : 'why.helpOn', { span, question })
    case 'attempts':
      return t('why.attempts', { count, question })
    case 'silent':
      return t('why.silent', { span })
    default:
      return t('why.never', { span })
  }
}

/** Who may need somebody, the most pressing first. */
export function AttentionList({ session, role }: { session: SessionFacts; role: string }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useDashboard(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  const students = new Map(data.rows.map(({ student }) => [student.id, student]))
  const lines = data.attention.flatMap(({ reason, members }) => members.map((member) => ({ reason, member })))
  if (lines.length === 0) return <p className="muted">{t('nobody')}</p>
  return (
    <Rows label={t('nav.attention')}>
      {lines.slice(0, SHOWN).map(({ reason, member }) => {
        const student = students.get(member.studentId)
        if (!student) return null
        return (
          <Row key={student.id}>
            <RowLink href={`/student/${String(student.id)}`}>
              <b>
                <StudentName student={student} />
              </b>
              <span className="muted">
                <Why reason={reason} member={member} />
              </span>
            </RowLink>
            {member.text !== '' && (
              <q className={classes.words}>
                <bdi>{member.text}</bdi>
              </q>
            )}
            {may(role, 'help') && (
              <Visit sessionId={session.id} student={student} isVisited={member.visitedAt !== ''} />
            )}
          </Row>
        )
      })}
    </Rows>
  )
}
