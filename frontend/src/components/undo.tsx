import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isTextField } from '../lib/shortcuts'
import { forgetUndo, rememberUndo, undoNow } from '../lib/undo'
import { Key } from './Key'
import { notifyDone, notifyError } from './notify'

const SHOWN_MS = 10_000

let made = 0

/** All notices share an id, so that only the newest is shown: more would cover the page. */
const NOTICE = 'undo'

/** Undoes the newest change, or the named one, and removes its notice. Returns false if there is nothing to undo. */
function takeBack(id?: string): boolean {
  const taken = undoNow(id)
  if (taken === `undo-${made}`) notifications.hide(NOTICE)
  return taken !== undefined
}

function Notice({ id, message }: { id: string; message: ReactNode }) {
  const { t } = useTranslation('common')
  return (
    <Group gap="xs" wrap="nowrap">
      <span className="grow">{message}</span>
      <Button
        variant="default"
        size="compact-sm"
        rightSection={<Key>Ctrl Z</Key>}
        onClick={() => takeBack(id)}
      >
        {t('undo')}
      </Button>
    </Group>
  )
}

/** Says what was undone. */
function Undone({ message }: { message: ReactNode }) {
  const { t } = useTranslation('common')
  return (
    <>
      {t('undone')} {message}
    </>
  )
}

/**
 * Says that something was done and offers to undo it: in a notice until the next one, and by Ctrl Z, the newest first,
 * for a number of milliseconds. `undo` rejects if it fails. A message that names a student must be a Naming.
 */
export function notifyUndo(message: ReactNode, undo: () => Promise<unknown>, shownFor = SHOWN_MS): void {
  made += 1
  const id = `undo-${made}`
  rememberUndo({
    id,
    undo: () => void undo().then(() => notifyDone(<Undone message={message} />), notifyError),
  })
  window.setTimeout(() => forgetUndo(id), shownFor)
  notifications.hide(NOTICE)
  notifications.show({
    id: NOTICE,
    priority: 1, // its button neither waits for others nor moves under the pointer
    message: <Notice id={id} message={message} />,
    icon: <IconCheck size={14} />,
    withBorder: false,
    autoClose: shownFor,
  })
}

/** Lets Ctrl Z undo the last change; in a field, Ctrl Z belongs to the field. Use it once. */
export function useUndoKey(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
      if (isUndo && !isTextField(event.target) && !event.defaultPrevented && takeBack())
        event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
