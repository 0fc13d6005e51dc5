import { Modal } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMessages } from '../../api/messages'
import { useStudents } from '../../api/queries'
import type { SentMessage, SessionFacts, Student } from '../../api/types'
import { Blank } from '../../components/Blank'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import type { Earlier } from '../../components/messageDraft'
import { MessageForm, type Recipients } from '../../components/MessageForm'
import { MessageLine } from './MessageLine'
import { studentsIn } from './seenBy'
import classes from './MessageList.module.css'

interface MessageListProps {
  session: SessionFacts
  /** How many notebooks of the session listen now. */
  connected: number
  opened: boolean
  onClose: () => void
}

/** The messages that were sent to a session: who has seen each, and what can be done about it. */
export function MessageList({ opened, onClose, ...props }: MessageListProps) {
  const { t } = useTranslation('message')
  const [again, setAgain] = useState<{ message: SentMessage; isCorrected: boolean }>()
  const { data: students = [] } = useStudents(props.session.id, opened)
  return (
    <>
      <Modal opened={opened && !again} onClose={onClose} title={t('list')} size="44rem">
        <Lines
          sessionId={props.session.id}
          students={students}
          onAgain={(message, isCorrected) => setAgain({ message, isCorrected })}
        />
      </Modal>
      {again && (
        <MessageForm
          {...props}
          to={recipientsOf(again.message, students)}
          earlier={earlierOf(again.message, again.isCorrected)}
          opened
          onClose={() => setAgain(undefined)}
        />
      )}
    </>
  )
}

function recipientsOf({ to }: SentMessage, all: Student[]): Recipients | undefined {
  if (to.length === 0) return undefined
  const students = studentsIn(to, all)
  return { title: '', studentIds: students.map(({ id }) => id), students }
}

function earlierOf({ id, type, title, text, code }: SentMessage, isCorrected: boolean): Earlier {
  return { id, message: { type, title, text, code }, isCorrected }
}

interface LinesProps {
  sessionId: number
  students: Student[]
  onAgain: (message: SentMessage, isCorrected: boolean) => void
}

function Lines({ sessionId, students, onAgain }: LinesProps) {
  const { t } = useTranslation('message')
  const { data: messages, error, refetch } = useMessages(sessionId)
  if (error) return <Failed error={error} retry={refetch} />
  if (!messages) return <LoadingRows count={4} height={64} />
  if (messages.length === 0) {
    return (
      <Blank icon={<IconMessage size={24} />} title={t('none')}>
        {t('noneWhy')}
      </Blank>
    )
  }
  return (
    <ul className={classes.list} aria-label={t('list')}>
      {messages.map((message) => (
        <MessageLine
          key={message.id}
          sessionId={sessionId}
          message={message}
          students={students}
          onAgain={(isCorrected) => onAgain(message, isCorrected)}
        />
      ))}
    </ul>
  )
}
