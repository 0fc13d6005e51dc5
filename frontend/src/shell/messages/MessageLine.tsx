import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExclamationCircle,
  IconInfoCircle,
  type Icon,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTakeBack } from '../../api/messages'
import type { MessageType } from '../../api/messageTypes'
import type { SentMessage, Student } from '../../api/types'
import { GroupNames } from '../../components/judging/GroupNames'
import { notifyDone, notifyError } from '../../components/notify'
import { useClock } from '../../lib/clock'
import { formatCount, formatExact, formatMoment, formatTime } from '../../lib/format'
import { seenBy, studentsIn, takenBy } from './seenBy'
import { Takers } from './Takers'
import classes from './MessageLine.module.css'

const icons: Record<MessageType, Icon> = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconExclamationCircle,
}

interface MessageLineProps {
  sessionId: number
  message: SentMessage
  students: Student[]
  /** Opens the form with the message; isCorrected: to replace it. */
  onAgain: (isCorrected: boolean) => void
}

function Moment({ stamp }: { stamp: string }) {
  const text = useClock((now) => formatMoment(stamp, now, formatTime))
  return (
    <time dateTime={stamp} title={formatExact(stamp)} className="nowrap">
      {text}
    </time>
  )
}

function Names({ title, students }: { title: string; students: Student[] }) {
  if (students.length === 0) return null
  return (
    <div role="group" aria-label={title}>
      <p className="faint">
        {title} <b>{formatCount(students.length)}</b>
      </p>
      <GroupNames
        members={students.map((student) => ({ student, href: `/records/student/${student.id}` }))}
      />
    </div>
  )
}

/** Says to whom a message went: to everybody, or who they are. */
function To({ message: { to }, students }: Pick<MessageLineProps, 'message' | 'students'>) {
  const { t } = useTranslation('message')
  if (to.length === 0) return <p className="faint">{t('toEverybody')}</p>
  return (
    <div className={classes.to}>
      <span className="faint">{t('toSome')}</span>
      <GroupNames members={studentsIn(to, students).map((student) => ({ student }))} />
    </div>
  )
}

/** A message that was sent. Who has seen it opens below. */
export function MessageLine({ sessionId, message, students, onAgain }: MessageLineProps) {
  const { t } = useTranslation('message')
  const [isOpen, setOpen] = useState(false)
  const takeBack = useTakeBack(sessionId)
  const { type, title, text, code, sentAt, takenBackAt } = message
  const isBack = takenBackAt !== ''
  const { seen, notYet } = seenBy(message, students)
  const taken = takenBy(message, students)
  const isForNobody = message.to.length > 0 && studentsIn(message.to, students).length === 0
  const TypeIcon = icons[type]
  const act = (label: string, action: () => void, disabled = false): ReactNode => (
    <Button variant="default" size="compact-sm" disabled={disabled} onClick={action}>
      {label}
    </Button>
  )
  return (
    <li className={classes.line} data-back={isBack}>
      <TypeIcon size={16} role="img" aria-label={t(type)} className={classes.type} data-type={type} />
      <div className={classes.body}>
        {title !== '' && <b>{title}</b>}
        {text !== '' && <p className={classes.text}>{text}</p>}
        {code !== '' && <pre className={classes.code}>{code}</pre>}
        <To message={message} students={students} />
        <div className={classes.actions}>
          {isBack && (
            <span className={classes.back}>
              {t('takenBack')} <Moment stamp={takenBackAt} />
            </span>
          )}
          <button
            type="button"
            className={classes.seen}
            aria-expanded={isOpen}
            disabled={seen.length + notYet.length === 0}
            onClick={() => setOpen(!isOpen)}
          >
            {isBack
              ? t('seenBefore', { count: seen.length })
              : t('seenBy', { count: seen.length, of: formatCount(seen.length + notYet.length) })}
          </button>
          <span className="grow" />
          {!isBack && act(t('correct'), () => onAgain(true), isForNobody)}
          {act(t('again'), () => onAgain(false), isForNobody)}
          {!isBack &&
            act(
              t('takeBack'),
              () =>
                takeBack.mutate(message.id, {
                  onSuccess: () => notifyDone(t('didTakeBack', { count: seen.length })),
                  onError: notifyError,
                }),
              takeBack.isPending,
            )}
        </div>
        <Takers message={message} taken={taken} />
        {isOpen && (
          <>
            <Names title={t('taken')} students={taken.map(({ student }) => student)} />
            <Names title={t(isBack ? 'hadSeen' : 'haveSeen')} students={seen} />
            <Names title={t('notYet')} students={notYet} />
          </>
        )}
      </div>
      <div className={classes.when}>
        <Moment stamp={sentAt} />
      </div>
    </li>
  )
}
