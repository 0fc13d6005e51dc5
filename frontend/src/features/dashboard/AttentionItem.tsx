import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconClockPause,
  IconHandStop,
  IconMessage,
  IconPlugConnected,
  IconRepeat,
} from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { StudentName, useStudentName } from '../../components/StudentName'
import { isVisited } from './attention'
import { Reason, SharedReason } from './AttentionReason'
import type { GridStudent } from './gridModel'
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
  onMessage: (students: GridStudent[]) => void
  onVisit: (student: GridStudent, visited: boolean) => void
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

function Buttons({ line, member, student, onMessage, onVisit }: StudentLineProps) {
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
          onClick={() => onMessage([student])}
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

/** A student who may need the teacher, why, and what can be done about it. */
export function StudentLine({ line, member, student, ...actions }: StudentLineProps) {
  return (
    <li
      className={classes.line}
      data-reason={line.reason}
      data-visited={isVisited(member)}
      data-student={student.id}
    >
      <LineIcon reason={line.reason} visited={isVisited(member)} />
      <span className={classes.text}>
        <Link href={`/records?student=${student.id}`} className={classes.who} data-line>
          <StudentName student={student} />
        </Link>
        <span className={classes.why}>
          <Reason line={line} member={member} />
        </span>
      </span>
      <Buttons line={line} member={member} student={student} {...actions} />
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

interface SharedLineProps extends Pick<Actions, 'onMessage'> {
  line: AttentionLine
  students: GridStudent[]
  isOpen: boolean
  onToggle: () => void
}

/** Several students with one reason: a count, which opens. */
export function SharedLine({ line, students, isOpen, onToggle, onMessage }: SharedLineProps) {
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
        <span className={`${classes.why} ${classes.names}`}>
          {question !== '' && group !== '' && t('attention.onQuestionIn', { question, group })}
          {question !== '' && group === '' && t('attention.onQuestion', { question })}
          {question === '' && <Names students={students} />}
        </span>
      </button>
      <span className={classes.actions}>
        <Tooltip label={message}>
          <ActionIcon aria-label={message} onClick={() => onMessage(students)}>
            <IconMessage size={16} />
          </ActionIcon>
        </Tooltip>
      </span>
    </li>
  )
}
