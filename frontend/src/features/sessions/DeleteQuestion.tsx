import { Button, Group, Modal } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useDeleteSession } from '../../api/mutations'
import type { Session } from '../../api/types'
import { notifyDone } from '../../components/notify'
import { plural } from '../../lib/format'
import classes from './sessions.module.css'

interface DeleteQuestionProps {
  session: Session
  opened: boolean
  onClose: () => void
}

function consequence({ students, open }: Session): string {
  const who = plural(students, { one: 'One student sent them.', other: '{n} students sent them.' })
  const what = open ? 'Notebooks that send to it will be refused.' : ''
  return [students > 0 ? who : '', what, 'This cannot be undone; an export keeps a copy.'].join(' ').trim()
}

/** Asks before a session goes, and says how many records go with it. */
export function DeleteQuestion({ session, opened, onClose }: DeleteQuestionProps) {
  const remove = useDeleteSession()
  const [, navigate] = useLocation()
  const { name, records } = session
  const title =
    records === 0
      ? `Delete “${name}”?`
      : plural(records, {
          one: `Delete “${name}” with its one record?`,
          other: `Delete “${name}” with its {n} records?`,
        })
  function go() {
    remove.mutate(session.id, {
      onSuccess: (gone) => {
        onClose()
        navigate('/sessions', { replace: true })
        notifyDone(
          plural(gone.count, {
            one: `Session ${name} and its one record are deleted`,
            other: `Session ${name} and its {n} records are deleted`,
          }),
        )
      },
    })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} withCloseButton={false}>
      <p className="t2">{consequence(session)}</p>
      <Group justify="flex-end" gap="xs" className={classes.answers}>
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep it
        </Button>
        <Button
          variant="outline"
          color="red"
          loading={remove.isPending}
          leftSection={<IconTrash size={14} />}
          onClick={go}
        >
          {records === 0
            ? 'Delete it'
            : plural(records, { one: 'Delete {n} record', other: 'Delete {n} records' })}
        </Button>
      </Group>
    </Modal>
  )
}
