import { Button } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useQuestionPage } from '../../../api/questions'
import type { AttentionLine } from '../../../api/types'
import { GroupNames } from '../../../components/judging/GroupNames'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName } from '../../../components/StudentName'
import { questionRoute, recordsRoute } from '../../../lib/routes'
import { lineKey } from '../attention'
import { Reason, SharedReason } from '../AttentionReason'
import type { GridStudent } from '../gridModel'
import { inOneLine } from '../oneLine'
import { JudgedAnswer } from './JudgedAnswer'
import { PeekFrame } from './PeekFrame'
import type { PeekContext } from './PeekPanel'
import { dashboardRoute } from './route'
import classes from './GroupPeek.module.css'

interface MessageAllProps {
  students: GridStudent[]
  answer?: string
  onMessage: PeekContext['onMessage']
}

function MessageAll({ students, answer = '', onMessage }: MessageAllProps) {
  const { t } = useTranslation('dashboard')
  return (
    <Button
      variant="default"
      size="compact-sm"
      className={classes.message}
      leftSection={<IconMessage size={14} />}
      onClick={() => onMessage(students, answer)}
    >
      {t('attention.messageMany', { count: students.length })}
    </Button>
  )
}

interface MistakePeekProps extends PeekContext {
  question: string
  groupKey: string
}

/** An answer that several students gave: whole, with its marks, and who they are. */
export function MistakePeek({ question, groupKey, ...context }: MistakePeekProps) {
  const { session, partId, onMessage, onClose } = context
  const { t } = useTranslation(['dashboard', 'common'])
  const query = { sessionId: session.id, partId, question }
  const { data } = useQuestionPage(query)
  const page = data?.label === question ? data : undefined
  const group = page?.groups.find(({ key }) => key === groupKey)
  const students = group?.members.map(({ student }) => student) ?? []
  const example = group?.members.find(({ recordId }) => recordId === group.recordId)
  return (
    <PeekFrame
      onClose={onClose}
      title={
        <>
          <QuestionLabel>{question}</QuestionLabel>
          <bdi className="truncate">{page?.title || t('common:questionLabel', { label: question })}</bdi>
        </>
      }
      about={group && <b>{t('peek.gave', { count: group.count })}</b>}
      foot={
        <>
          <Link
            href={recordsRoute(
              question,
              partId,
              students.map(({ id }) => id),
            )}
          >
            {t('peek.inRecords')}
          </Link>
          <Link href={questionRoute(question, partId)}>{t('peek.question', { label: question })}</Link>
        </>
      }
    >
      {page && !group && <p className="muted">{t('peek.groupGone')}</p>}
      {group && (
        <>
          <JudgedAnswer
            query={query}
            page={page}
            group={group}
            recordId={group.recordId}
            version={example?.receivedAt ?? ''}
          />
          <GroupNames
            members={group.members.map(({ student }) => ({
              student,
              href: dashboardRoute(partId, { kind: 'cell', student: student.id, question }),
            }))}
          />
          <MessageAll students={students} answer={inOneLine(group.preview)} onMessage={onMessage} />
        </>
      )}
    </PeekFrame>
  )
}

/** Returns the line of whom to help with a key; as it was last, once the line is dissolved or gone. */
function useLine(lines: readonly AttentionLine[], key: string): AttentionLine | undefined {
  const found = lines.find((line) => lineKey(line) === key)
  const [last, setLast] = useState(found)
  if (found && found !== last) setLast(found)
  return found ?? last
}

/** The students of a line of "Needs attention", each with the reason. */
export function LinePeek({ lineKey: key, ...context }: PeekContext & { lineKey: string }) {
  const { partId, data, model, onMessage, onClose } = context
  const { t } = useTranslation('dashboard')
  const line = useLine(data.attention, key)
  const known = new Map(model.rows.map(({ student }) => [student.id, student]))
  const members = (line?.members ?? []).flatMap((member) => {
    const student = known.get(member.studentId)
    return student ? [{ member, student }] : []
  })
  return (
    <PeekFrame
      onClose={onClose}
      title={line ? <SharedReason line={line} /> : t('attention.title')}
      foot={
        line &&
        line.question !== '' && (
          <Link href={questionRoute(line.question, partId)}>
            {t('peek.question', { label: line.question })}
          </Link>
        )
      }
    >
      {line ? (
        <>
          <MessageAll students={members.map(({ student }) => student)} onMessage={onMessage} />
          <ul className={classes.students}>
            {members.map(({ member, student }) => (
              <li key={student.id}>
                <Link
                  href={dashboardRoute(partId, { kind: 'student', student: student.id })}
                  className={classes.student}
                  replace
                >
                  <StudentName student={student} />
                </Link>
                <span className={classes.why}>
                  <Reason line={line} member={member} />
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="muted">{t('peek.groupGone')}</p>
      )}
    </PeekFrame>
  )
}
