import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type MessageText, useSendMessage } from '../api/mutations'
import type { Session } from '../api/types'
import { notifyDone } from './notify'
import { plural } from '../lib/format'

const MAX_TITLE = 100
const MAX_TEXT = 2000
const MAX_CODE = 5000

interface MessageFormProps {
  session: Session
  /** How many notebooks of the session listen now. */
  connected: number
  opened: boolean
  onClose: () => void
}

/** Asks for a message and sends it to all notebooks of a session. */
export function MessageForm({ opened, onClose, ...props }: MessageFormProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Message to all notebooks">
      <Fields {...props} onClose={onClose} />
    </Modal>
  )
}

function Fields({ session, connected, onClose }: Omit<MessageFormProps, 'opened'>) {
  const [message, setMessage] = useState<MessageText>({ title: '', text: '', code: '' })
  const send = useSendMessage()
  const isEmpty = [message.title, message.text, message.code].every((value) => value.trim() === '')
  const field = (name: keyof MessageText) => ({
    value: message[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setMessage({ ...message, [name]: event.currentTarget.value }),
    autoComplete: 'off',
  })

  function submit() {
    send.mutate(
      { sessionId: session.id, ...message },
      {
        onSuccess: () => {
          onClose()
          notifyDone(
            plural(connected, {
              one: 'Sent to {n} notebook; it waits for those who come later.',
              other: 'Sent to {n} notebooks; it waits for those who come later.',
            }),
          )
        },
      },
    )
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Textarea
          label="Text"
          description="Shown under the cell that a student ran last. It is text: nothing in it is run."
          maxLength={MAX_TEXT}
          autosize
          minRows={3}
          maxRows={8}
          error={send.error?.message}
          data-autofocus
          {...field('text')}
        />
        <TextInput label="Title" description="May be left out." maxLength={MAX_TITLE} {...field('title')} />
        <Textarea
          label="Code to copy"
          description="May be left out."
          maxLength={MAX_CODE}
          autosize
          minRows={2}
          maxRows={10}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          {...field('code')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={isEmpty} loading={send.isPending}>
            Send to all
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
