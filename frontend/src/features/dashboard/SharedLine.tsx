import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconLayoutSidebarRightExpand,
  IconMessage,
} from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttentionLine } from '../../api/types'
import { StudentName } from '../../components/StudentName'
import { lineKey } from './attention'
import { type Actions, LineIcon } from './AttentionItem'
import { GoOnce, SharedReason } from './AttentionReason'
import type { GridStudent } from './gridModel'
import { TakeButton } from './TakeButton'
import classes from './SharedLine.module.css'

/** How many of the students of a line are named in it. */
const NAMED = 6

function Names({ students }: { students: readonly GridStudent[] }) {
  return students.slice(0, NAMED).map((student, i) => (
    <Fragment key={student.id}>
      {i > 0 && ', '}
      <StudentName student={student} />
    </Fragment>
  ))
}

/** What the students of a line have in common beside the reason; else who they are. */
function About({ line, students }: { line: AttentionLine; students: readonly GridStudent[] }) {
  const { t } = useTranslation('dashboard')
  const { question, group, groupKey } = line
  if (groupKey !== '')
    return (
      <span className={classes.why}>
        <GoOnce line={line} />
      </span>
    )
  const on = group === '' ? 'attention.onQuestion' : 'attention.onQuestionIn'
  return (
    <span className={classes.names} data-may-be-cut>
      {question === '' ? <Names students={students} /> : t(on, { question, group })}
    </span>
  )
}

/** What can be done for all of a line who wait for help. */
function HelpAll({
  line,
  students,
  onTake,
  onVisit,
}: Pick<SharedLineProps, 'line' | 'students' | 'onTake' | 'onVisit'>) {
  const { t } = useTranslation('dashboard')
  const label = t('attention.visitMany', { count: students.length })
  return (
    <>
      <TakeButton students={students} isTaken={areTaken(line)} onTake={onTake} />
      <Tooltip label={label}>
        <ActionIcon aria-label={label} data-visit-all onClick={() => onVisit(students, true)}>
          <IconCheck size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

const areTaken = ({ members }: AttentionLine) => members.every(({ takenAt }) => takenAt !== '')

interface SharedLineProps extends Actions {
  line: AttentionLine
  students: GridStudent[]
  isOpen: boolean
  onToggle: () => void
}

/** Several students with one reason: a count, which opens. */
export function SharedLine({
  line,
  students,
  isOpen,
  onToggle,
  onMessage,
  onVisit,
  onTake,
  onPeek,
}: SharedLineProps) {
  const { t } = useTranslation('dashboard')
  const message = t('attention.messageMany', { count: students.length })
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const isHelp = line.reason === 'help' && !line.visited
  return (
    <li
      className={classes.line}
      data-reason={line.reason}
      data-visited={line.visited}
      data-taken={isHelp && areTaken(line)}
    >
      <LineIcon reason={line.reason} visited={line.visited} />
      <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={onToggle} data-line>
        <span className={classes.who}>
          <SharedReason line={line} />
          <Chevron size={16} aria-hidden />
        </span>
        <About line={line} students={students} />
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
        {isHelp && <HelpAll line={line} students={students} onTake={onTake} onVisit={onVisit} />}
      </span>
    </li>
  )
}
