import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconClockPause,
  IconHandStop,
  IconMessage,
  IconPlugConnected,
  IconRepeat,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { StudentName, useStudentName } from '../../components/StudentName'
import { isVisited } from './attention'
import { Reason } from './AttentionReason'
import type { GridStudent } from './gridModel'
import { LastAnswer } from './LastAnswer'
import { TakeButton } from './TakeButton'
import { dashboardRoute, type Peek } from './peek/route'
import { Reply } from './Reply'
import classes from './AttentionItem.module.css'

const icons: Partial<Record<string, typeof IconCheck>> = {
  help: IconHandStop,
  attempts: IconRepeat,
  silent: IconClockPause,
  never: IconPlugConnected,
}
/** What can be done from the list. */
export interface Actions {
  sessionId: number
  partId: number
  /** Writes to students; answer is what they have in common. */
  onMessage: (students: GridStudent[], answer?: string) => void
  onVisit: (students: GridStudent[], visited: boolean) => void
  /** Goes to students who wait for help, or leaves them waiting after all. */
  onTake: (students: GridStudent[], isTaken: boolean) => void
  onPeek: (peek: Peek) => void
}

export function LineIcon({ reason, visited }: { reason: string; visited: boolean }) {
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

function Buttons({ line, member, student, isAnswering, onAnswer, onMessage, onVisit, onTake }: ButtonsProps) {
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
      {isHelp && <TakeButton students={[student]} isTaken={member.takenAt !== ''} onTake={onTake} />}
      <Tooltip label={visited ? visit : `${t('attention.visit')} (V)`}>
        <ActionIcon aria-label={visit} onClick={() => onVisit([student], !visited)}>
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
      data-taken={isHelp && member.takenAt !== ''}
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
