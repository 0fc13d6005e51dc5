import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCreateSession, useUpdateSession } from '../../api/mutations'
import type { Session } from '../../api/types'
import { notifyDone } from '../../components/notify'

const MAX_NAME = 100
const MAX_DESCRIPTION = 1000

interface SessionFormProps {
  /** The session to change; none makes a new one. */
  session?: Session
  opened: boolean
  onClose: () => void
}

/** Asks for a session's name and description. */
export function SessionForm({ session, opened, onClose }: SessionFormProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={session ? 'Name and description' : 'New session'}>
      <Fields session={session} onClose={onClose} />
    </Modal>
  )
}

function Fields({ session, onClose }: { session: Session | undefined; onClose: () => void }) {
  const [name, setName] = useState(session?.name ?? '')
  const [description, setDescription] = useState(session?.description ?? '')
  const create = useCreateSession()
  const update = useUpdateSession()
  const isRenamed = session !== undefined && name.trim() !== session.name
  const error = create.error ?? update.error

  function submit() {
    const text = { name: name.trim(), description: description.trim() }
    if (session) {
      update.mutate({ id: session.id, ...text }, { onSuccess: onClose })
      return
    }
    create.mutate(text, {
      onSuccess: ({ session: made, closedId }) => {
        onClose()
        if (closedId === 0) return
        notifyDone(
          <>
            <b>{made.name}</b> is open; the other session of that name, id {closedId}, was closed for it.
          </>,
        )
      },
    })
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Name"
          description={
            isRenamed
              ? 'Notebooks that carry the old name will be refused: give them the new first cell.'
              : 'Stands in the first cell as session_name.'
          }
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={MAX_NAME}
          error={error?.message}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <Textarea
          label="Description"
          description="For you alone. Shift Enter starts a new line."
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
          maxLength={MAX_DESCRIPTION}
          autosize
          minRows={2}
          maxRows={6}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={create.isPending || update.isPending}>
            {session ? 'Save' : 'Create and open'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
