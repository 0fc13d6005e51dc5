import { Button, Group, Input, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSendMessageTo, useWaiting } from '../api/dashboard'
import { useTakeBack } from '../api/messages'
import { type MessageText, type MessageType, messageTypes } from '../api/messageTypes'
import { useSendMessage } from '../api/mutations'
import type { SessionFacts } from '../api/types'
import { takeFocus } from '../lib/focus'
import { limits } from '../lib/limits'
import { Form } from './Form'
import { GroupNames } from './judging/GroupNames'
import { type Earlier, useDraft } from './messageDraft'
import { notifyDone, notifyError } from './notify'
import { SendButton } from './SendButton'
import { type NamedStudent, useStudentName } from './StudentName'
import classes from './MessageForm.module.css'

/** Some students of a session, and the title of the form that writes to them. */
export interface Recipients {
  title: string
  studentIds: number[]
  /** Who they are, if several are written to at once. */
  students?: (NamedStudent & { id: number })[]
  /** The question that it is about, by its name; '' for none. */
  question?: string
  /** The answer that they share, in a line; '' for none. */
  answer?: string
  /** The text that the form begins with. */
  suggested?: string
}

interface MessageFormProps {
  session: SessionFacts
  /** Who gets the message; all notebooks of the session if left out. */
  to?: Recipients | undefined
  /** The message that is sent once more. */
  earlier?: Earlier | undefined
  /** How many notebooks of the session listen now. */
  connected: number
  opened: boolean
  onClose: () => void
}

/** Says whom a message goes to, and which question and answer of theirs it is about. */
function Who({ students = [], question = '', answer = '' }: Recipients) {
  const { t } = useTranslation('message')
  if (students.length < 2 && question === '' && answer === '') return null
  return (
    <div role="group" aria-label={t('who')}>
      <GroupNames members={students.map((student) => ({ student }))} />
      {question !== '' && (
        <p className="muted truncate">
          {t('aboutQuestion')} <bdi>{question}</bdi>
        </p>
      )}
      {answer !== '' && (
        <p className="muted truncate">
          {t('theirAnswer')} <span className="mono">{answer}</span>
        </p>
      )}
    </div>
  )
}

/** How many requests for help are shown above the answer to them: more would leave it no room. */
const SHOWN_REQUESTS = 5

/** Says what the students who get a message asked for help with. */
function Asked({ sessionId, studentIds }: { sessionId: number; studentIds: number[] }) {
  const { t } = useTranslation('message')
  const nameOf = useStudentName()
  const { data: waiting = [] } = useWaiting(sessionId)
  const asked = waiting.filter(({ student, text }) => text !== '' && studentIds.includes(student.id))
  if (asked.length === 0) return null
  return (
    <ul className={classes.asked}>
      {asked.slice(0, SHOWN_REQUESTS).map(({ student, text }) => (
        <li key={student.id}>
          <span className="muted">
            {studentIds.length === 1 ? t('asked') : t('askedBy', { name: nameOf(student) })}
          </span>{' '}
          <q>
            <bdi>{text}</bdi>
          </q>
        </li>
      ))}
    </ul>
  )
}

/** Asks for a message and sends it to all notebooks of a session, or to some students alone. */
export function MessageForm({ opened, onClose, ...props }: MessageFormProps) {
  const { t } = useTranslation('message')
  const title = props.earlier && t(props.earlier.isCorrected ? 'correctTitle' : 'againTitle')
  return (
    <Modal opened={opened} onClose={onClose} title={title ?? props.to?.title ?? t('toAll')}>
      <Fields {...props} onClose={onClose} />
    </Modal>
  )
}

/** Returns a function that sends a message and says how many notebooks got it. */
function useSend({
  session,
  to,
  connected,
  earlier,
  onClose,
  onSent,
}: Omit<MessageFormProps, 'opened'> & { onSent: () => void }) {
  const { t } = useTranslation('message')
  const all = useSendMessage()
  const some = useSendMessageTo()
  const takeBack = useTakeBack(session.id)
  const done = (key: 'sentToNotebooks' | 'sentToStudents', count: number) => ({
    onSuccess: () => {
      onSent()
      onClose()
      if (earlier?.isCorrected) takeBack.mutate(earlier.id, { onError: notifyError })
      notifyDone(t(key, { count }))
    },
  })
  const submit = (message: MessageText) =>
    to
      ? some.mutate(
          { sessionId: session.id, studentIds: to.studentIds, message },
          done('sentToStudents', to.studentIds.length),
        )
      : all.mutate({ sessionId: session.id, message }, done('sentToNotebooks', connected))
  return { submit, error: all.error ?? some.error, isPending: all.isPending || some.isPending }
}

function Fields(props: Omit<MessageFormProps, 'opened'>) {
  const { t } = useTranslation('message')
  const { t: common } = useTranslation('common')
  const { message, setMessage, forget } = useDraft(
    props.session.id,
    props.to?.studentIds,
    props.earlier,
    props.to?.suggested,
  )
  const { submit, error, isPending } = useSend({ ...props, onSent: forget })
  const isEmpty = [message.title, message.text, message.code].every((value) => value.trim() === '')
  const field = (name: 'title' | 'text' | 'code') => ({
    value: message[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setMessage({ ...message, [name]: event.currentTarget.value }),
    autoComplete: 'off',
  })

  return (
    <Form canSend={!isEmpty && !isPending} onSend={() => submit(message)}>
      <Stack gap="md">
        {props.to && <Who {...props.to} />}
        {props.to && <Asked sessionId={props.session.id} studentIds={props.to.studentIds} />}
        <Textarea
          label={t('text')}
          description={t('textHint')}
          maxLength={limits.MaxMessageText}
          autosize
          minRows={3}
          maxRows={8}
          error={error?.message}
          data-autofocus
          ref={takeFocus}
          {...field('text')}
        />
        <TypeField value={message.type} onChange={(type) => setMessage({ ...message, type })} />
        <MoreFields field={field} startsOpen={message.title !== '' || message.code !== ''} />
        {props.earlier?.isCorrected && <p className="muted">{t('correctNote')}</p>}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              forget()
              props.onClose()
            }}
          >
            {common('cancel')}
          </Button>
          <SendButton disabled={isEmpty} loading={isPending}>
            {t(props.to ? 'send' : 'sendToAll')}
          </SendButton>
        </Group>
      </Stack>
    </Form>
  )
}

interface MoreFieldsProps {
  field: (name: 'title' | 'code') => {
    value: string
    onChange: (event: { currentTarget: { value: string } }) => void
    autoComplete: string
  }
  startsOpen: boolean
}

/** The fields that most messages do without, behind a button. */
function MoreFields({ field, startsOpen }: MoreFieldsProps) {
  const { t } = useTranslation('message')
  const [isOpen, setOpen] = useState(startsOpen)
  if (!isOpen) {
    return (
      <Button variant="subtle" size="compact-sm" className={classes.unfold} onClick={() => setOpen(true)}>
        {t('moreFields')}
      </Button>
    )
  }
  return (
    <>
      <TextInput
        label={t('title')}
        description={t('optional')}
        maxLength={limits.MaxMessageTitle}
        {...field('title')}
      />
      <Textarea
        label={t('code')}
        description={t('optional')}
        maxLength={limits.MaxMessageCode}
        autosize
        minRows={2}
        maxRows={10}
        classNames={{ input: 'mono' }}
        spellCheck={false}
        {...field('code')}
      />
    </>
  )
}

/** Chooses how a message is meant; the arrow keys go from one type to the next. */
function TypeField({ value, onChange }: { value: MessageType; onChange: (type: MessageType) => void }) {
  const { t } = useTranslation('message')
  return (
    <Input.Wrapper label={t('type')} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={t('type')}
        value={value}
        onChange={onChange}
        data={messageTypes.map((type) => ({ value: type, label: t(type) }))}
      />
    </Input.Wrapper>
  )
}
