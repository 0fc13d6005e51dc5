import { Button, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudents } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Form } from '../../components/Form'
import { useStudentName } from '../../components/StudentName'
import { formatList } from '../../lib/format'
import { limits } from '../../lib/limits'
import { navigate } from '../../lib/location'
import { Buttons } from './Buttons'
import { useAct } from './useAct'
import classes from './Write.module.css'

interface WriteProps {
  session: SessionFacts
  /** Those who are written to; none for the whole class. */
  studentIds: number[]
}

/** Writes to some students, or to the whole class. */
export function Write({ session, studentIds }: WriteProps) {
  const { t } = useTranslation('assist')
  const [text, setText] = useState('')
  const nameOf = useStudentName()
  const isToAll = studentIds.length === 0
  const { data: students = [] } = useStudents(session.id, !isToAll)
  const act = useAct(session.id)
  const written = students.filter(({ id }) => studentIds.includes(id))
  if (!isToAll && written.length === 0) return null
  const title = isToAll ? t('toAll') : t('writeTo', { name: formatList(written.map(nameOf)) })
  const message = { type: 'info', title: '', text: text.trim(), code: '' }
  const send = () =>
    act.mutate(
      isToAll
        ? { method: 'SendMessage', args: [session.id, message], what: title }
        : {
            method: 'SendMessageTo',
            args: [session.id, written.map(({ id }) => id), message],
            what: title,
          },
      {
        onSuccess: () => {
          setText('')
          if (!isToAll) navigate('/')
        },
      },
    )
  return (
    <Form className={classes.form} canSend={message.text !== '' && !act.isPending} onSend={send}>
      <h2 className={classes.title}>{title}</h2>
      <Textarea
        label={t('text')}
        size="md"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={limits.MaxMessageText}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Buttons>
        <Button
          type="submit"
          leftSection={<IconSend size={16} />}
          disabled={message.text === ''}
          loading={act.isPending}
        >
          {t('send')}
        </Button>
      </Buttons>
    </Form>
  )
}
