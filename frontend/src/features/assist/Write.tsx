import { Button, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudents } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Form } from '../../components/Form'
import { useStudentName } from '../../components/StudentName'
import { limits } from '../../lib/limits'
import { navigate } from '../../lib/location'
import { Buttons } from './Buttons'
import { useAct } from './useAct'
import classes from './Write.module.css'

interface WriteProps {
  session: SessionFacts
  /** The one who is written to; the whole class if left out. */
  studentId: number | undefined
}

/** Writes to one student, or to the whole class. */
export function Write({ session, studentId }: WriteProps) {
  const { t } = useTranslation('assist')
  const [text, setText] = useState('')
  const nameOf = useStudentName()
  const { data: students } = useStudents(session.id, studentId !== undefined)
  const act = useAct(session.id)
  const student = students?.find(({ id }) => id === studentId)
  if (studentId !== undefined && !student) return null
  const title = student ? t('writeTo', { name: nameOf(student) }) : t('toAll')
  const message = { type: 'info', title: '', text: text.trim(), code: '' }
  const send = () =>
    act.mutate(
      student
        ? { method: 'SendMessageTo', args: [session.id, [student.id], message], what: `${title}.` }
        : { method: 'SendMessage', args: [session.id, message], what: `${title}.` },
      {
        onSuccess: () => {
          setText('')
          if (student) navigate('/')
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
