import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconClockPause,
  IconHandStop,
  IconLayoutSidebarRightExpand,
  IconMessage,
  IconPlugConnected,
  IconRepeat,
} from '@tabler/icons-react'
import { Fragment, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { StudentName, useStudentName } from '../../components/StudentName'
import { isVisited, lineKey } from './attention'
import { Reason, SharedReason } from './AttentionReason'
import type { GridStudent } from './gridModel'
import { LastAnswer } from './LastAnswer'
import { dashboardRoute, type Peek } from './peek/route'
import { Reply } from './Reply'
import classes from './AttentionItem.module.css'

const icons: Partial<Record<string, typeof IconCheck>> = {
  help: IconHandStop,
  attempts: IconRepeat,
  silent: IconClockPause,
  never: IconPlugConnected,
}
/** How many of the students of a line are named in it. */
const NAMED = 6

/** What can be done from the list. */
export interface Actions {
  sessionId: number
  partId: number
  /** Writes to students; answer is what they have in common. */
  onMessage: (students: GridStudent[], answer?: string) => void
  onVisit: (student: GridStudent, visited: boolean) => void
  onPeek: (peek: Peek) => void
}

function LineIcon({ reason, visited }: { reason: string; visited: boolean }) {
  const Icon = visited ? IconCheck : (icons[reason] ?? IconPlugConnected)
  return <Icon size={16} className={classes.icon} aria-hidden />
}

interface StudentLineProps extends Actions {
  line: AttentionLine
  member: AttentionMember
  student: GridStudent
}

interface ButtonsProps extends StudentLineProps {
  isAnswering: boolean
  onAnswer: () => void
}

function Buttons({ line, member, student, isAnswering, onAnswer, onMessage, onVisit }: ButtonsProps) {
  const { t } = useTranslation('dashboard')
  const name = useStudentName()(student)
  const visited = isVisited(member)
  const isHelp = line.reason === 'help' && !visited
  const message = isHelp ? t('attention.answerTo', { name }) : t('attention.message', { name })
  const visit = visited ? t('attention.unvisitOf', { name }) : t('attention.visitOf', { name })
  return (
    <span className={classes.actions}>
      {isHelp ? (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconMessage size={14} />}
          aria-label={message}
          title={`${message} (A)`}
          data-answer
          aria-expanded={isAnswering}
          onClick={onAnswer}
        >
          {t('attention.answer')}
        </Button>
      ) : (
        <Tooltip label={message}>
          <ActionIcon aria-label={message} onClick={() => onMessage([student])}>
            <IconMessage size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={visited ? visit : `${t('attention.visit')} (V)`}>
        <ActionIcon aria-label={visit} onClick={() => onVisit(student, !visited)}>
          {visited ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

/** A student who may need the teacher, why, and what can be done about it. A request is answered under its line. */
export function StudentLine(props: StudentLineProps) {
  const { line, member, student, sessionId, partId, onMessage, onPeek } = props
  const { t } = useTranslation('dashboard')
  const [isAnswering, setAnswering] = useState(false)
  const [sent, setSent] = useState('')
  const item = useRef<HTMLLIElement>(null)
  const name = useRef<HTMLAnchorElement>(null)
  const isHelp = line.reason === 'help' && !isVisited(member)
  const peek: Peek = { kind: 'student', student: student.id }
  useEffect(() => {
    if (isAnswering) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isAnswering])
  function leave() {
    setAnswering(false)
    name.current?.focus({ preventScroll: true })
  }
  return (
    <li
      ref={item}
      className={classes.line}
      data-reason={line.reason}
      data-visited={isVisited(member)}
      data-student={student.id}
    >
      <LineIcon reason={line.reason} visited={isVisited(member)} />
      <span className={classes.text}>
        <Link
          ref={name}
          href={dashboardRoute(partId, peek)}
          className={classes.who}
          data-line
          onClick={(event) => {
            event.preventDefault()
            onPeek(peek)
          }}
        >
          <StudentName student={student} />
        </Link>
        <span className={classes.why}>
          {sent === '' ? <Reason line={line} member={member} /> : t('reply.sent', { text: sent })}
        </span>
      </span>
      <Buttons {...props} isAnswering={isAnswering} onAnswer={() => setAnswering(!isAnswering)} />
      {isAnswering && isHelp && (
        <div className={classes.reply}>
          <LastAnswer sessionId={sessionId} partId={partId} member={member} />
          <Reply
            sessionId={sessionId}
            student={student}
            takesFocus
            isAnswer
            onSent={(text) => {
              setSent(text)
              leave()
            }}
            onLeave={leave}
            onMore={() => onMessage([student])}
          />
        </div>
      )}
    </li>
  )
}

function Names({ students }: { students: readonly GridStudent[] }) {
  return students.slice(0, NAMED).map((student, i) => (
    <Fragment key={student.id}>
      {i > 0 && ', '}
      <StudentName student={student} />
    </Fragment>
  ))
}

interface SharedLineProps extends Actions {
  line: AttentionLine
  students: GridStudent[]
  isOpen: boolean
  onToggle: () => void
}

/** Several students with one reason: a count, which opens. */
export function SharedLine({ line, students, isOpen, onToggle, onMessage, onPeek }: SharedLineProps) {
  const { t } = useTranslation('dashboard')
  const { question, group } = line
  const message = t('attention.messageMany', { count: students.length })
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <li className={classes.line} data-reason={line.reason} data-visited={line.visited}>
      <LineIcon reason={line.reason} visited={line.visited} />
      <button
        type="button"
        className={`${classes.text} ${classes.fold}`}
        aria-expanded={isOpen}
        onClick={onToggle}
        data-line
      >
        <span className={classes.who}>
          <SharedReason line={line} />
          <Chevron size={16} aria-hidden />
        </span>
        <span className={`${classes.why} ${classes.names}`} data-may-be-cut>
          {question !== '' && group !== '' && t('attention.onQuestionIn', { question, group })}
          {question !== '' && group === '' && t('attention.onQuestion', { question })}
          {question === '' && <Names students={students} />}
        </span>
      </button>
      <span className={classes.actions}>
        <Tooltip label={t('peek.students')}>
          <ActionIcon
            aria-label={t('peek.students')}
            onClick={() => onPeek({ kind: 'line', key: lineKey(line) })}
          >
            <IconLayoutSidebarRightExpand size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={message}>
          <ActionIcon aria-label={message} onClick={() => onMessage(students)}>
            <IconMessage size={16} />
          </ActionIcon>
        </Tooltip>
      </span>
    </li>
  )
}
