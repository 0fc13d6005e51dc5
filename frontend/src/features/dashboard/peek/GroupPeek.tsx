import { Button } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AnswerGroup, AttentionLine, QuestionPage, QuestionQuery } from '../../../api/types'
import { GroupNames } from '../../../components/judging/GroupNames'
import { StudentName } from '../../../components/StudentName'
import { questionRoute, recordsRoute } from '../../../lib/routes'
import { lineKey } from '../attention'
import { Reason, SharedReason } from '../AttentionReason'
import type { GridStudent } from '../gridModel'
import { inOneLine } from '../oneLine'
import { JudgedAnswer } from './JudgedAnswer'
import { PeekFrame } from './PeekFrame'
import type { PeekContext } from './PeekPanel'
import { QuestionTitle } from './QuestionTitle'
import { dashboardRoute } from './route'
import { usePageOf } from './usePageOf'
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

/** Where more is known of a group's answers. */
function GroupLinks({ question, partId, ids }: { question: string; partId: number; ids: number[] }) {
  const { t } = useTranslation('dashboard')
  return (
    <>
      {ids.length > 0 && <Link href={recordsRoute(question, partId, ids)}>{t('peek.inRecords')}</Link>}
      <Link href={questionRoute(question, partId)}>{t('peek.question', { label: question })}</Link>
    </>
  )
}

interface GroupAnswerProps {
  query: QuestionQuery
  page: QuestionPage
  group: AnswerGroup
  onMessage: PeekContext['onMessage']
}

function GroupAnswer({ query, page, group, onMessage }: GroupAnswerProps) {
  const { question, partId } = query
  const { members, recordId, preview } = group
  return (
    <>
      <JudgedAnswer
        query={query}
        page={page}
        group={group}
        recordId={recordId}
        version={members.find((member) => member.recordId === recordId)?.receivedAt ?? ''}
      />
      <GroupNames
        members={members.map(({ student }) => ({
          student,
          href: dashboardRoute(partId, { kind: 'cell', student: student.id, question }),
        }))}
      />
      <MessageAll
        students={members.map(({ student }) => student)}
        answer={inOneLine(preview)}
        onMessage={onMessage}
      />
    </>
  )
}

/** An answer that several students gave: whole, with its marks, and who they are. */
export function MistakePeek({ question, groupKey, ...context }: MistakePeekProps) {
  const { sessionId, partId, onMessage, onClose } = context
  const { t } = useTranslation('dashboard')
  const query = { sessionId, partId, question }
  const page = usePageOf(query)
  const group = page?.groups.find(({ key }) => key === groupKey)
  return (
    <PeekFrame
      onClose={onClose}
      title={<QuestionTitle label={question} title={page?.title ?? ''} />}
      about={group && <b>{t('peek.gave', { count: group.count })}</b>}
      foot={
        <GroupLinks
          question={question}
          partId={partId}
          ids={(group?.members ?? []).map(({ student }) => student.id)}
        />
      }
    >
      {page && !group && <p className="muted">{t('peek.groupGone')}</p>}
      {page && group && <GroupAnswer query={query} page={page} group={group} onMessage={onMessage} />}
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
