import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLastReplies, useSendMessageTo } from '../../api/dashboard'
import { Form } from '../../components/Form'
import { useDraft } from '../../components/messageDraft'
import { notifyDone } from '../../components/notify'
import { SendButton } from '../../components/SendButton'
import { Naming, useStudentName } from '../../components/StudentName'
import { takeFocus } from '../../lib/focus'
import { limits } from '../../lib/limits'
import type { GridStudent } from './gridModel'
import classes from './Reply.module.css'

interface ReplyProps {
  sessionId: number
  student: GridStudent
  /** Whether the field gets the focus at once. */
  takesFocus?: boolean
  /** Whether the last replies to requests for help are offered. */
  isAnswer: boolean
  onSent: (text: string) => void
  /** Escape was pressed in the field; what was written stays for the next time. */
  onLeave: () => void
  /** Opens the form with all that a message can have. */
  onMore: () => void
}

function LastReplies({ sessionId, onChoose }: { sessionId: number; onChoose: (text: string) => void }) {
  const { t } = useTranslation('dashboard')
  const { data: texts = [] } = useLastReplies(sessionId)
  if (texts.length === 0) return null
  return (
    <ul className={classes.offers} aria-label={t('reply.last')}>
      {texts.map((text) => (
        <li key={text}>
          <button type="button" title={text} onClick={() => onChoose(text)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** A line in which a message to one student is written; Ctrl Enter sends it. */
export function Reply({ sessionId, student, takesFocus = false, isAnswer, ...on }: ReplyProps) {
  const { t } = useTranslation(['dashboard', 'message'])
  const name = useStudentName()(student)
  const { message, setMessage, forget } = useDraft(sessionId, [student.id])
  const { mutate, error, isPending } = useSendMessageTo()
  const field = useRef<HTMLTextAreaElement>(null)
  const isEmpty = message.text.trim() === ''
  function send() {
    mutate(
      { sessionId: sessionId, studentIds: [student.id], message },
      {
        onSuccess: ({ text }) => {
          forget()
          notifyDone(<Naming say={({ nameOf }) => t('reply.done', { name: nameOf(student), text })} />)
          on.onSent(text)
        },
      },
    )
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      on.onLeave()
      event.preventDefault()
    }
    // The list around it moves by the arrows.
    event.stopPropagation()
  }
  return (
    <Form
      className={classes.reply}
      aria-label={t(isAnswer ? 'attention.answerTo' : 'attention.message', { name })}
      onKeyDown={onKeyDown}
      canSend={!isEmpty && !isPending}
      onSend={send}
    >
      {isAnswer && (
        <LastReplies
          sessionId={sessionId}
          onChoose={(text) => {
            setMessage({ ...message, text })
            field.current?.focus()
          }}
        />
      )}
      <Textarea
        ref={(element) => {
          if (takesFocus && element && field.current === null) takeFocus(element)
          field.current = element
        }}
        size="xs"
        aria-label={t('message:text')}
        placeholder={t(isAnswer ? 'reply.answer' : 'reply.message', { name })}
        value={message.text}
        onChange={(event) => setMessage({ ...message, text: event.currentTarget.value })}
        maxLength={limits.MaxMessageText}
        autosize
        minRows={1}
        maxRows={5}
        error={error?.message}
      />
      <div className={classes.buttons}>
        <Button variant="subtle" size="compact-sm" onClick={on.onMore}>
          {t('reply.more')}
        </Button>
        <SendButton size="compact-sm" disabled={isEmpty} loading={isPending}>
          {t('message:send')}
        </SendButton>
      </div>
    </Form>
  )
}
