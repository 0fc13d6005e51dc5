import { Button, Group, Kbd } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import i18next from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetUndo, rememberUndo, undoNow } from '../lib/undo'
import { notifyDone, notifyError } from './notify'

const SHOWN_MS = 10_000

let made = 0

/** Takes back what a notice offers, and the notice with it. Returns whether there was anything. */
function takeBack(id?: string): boolean {
  const taken = undoNow(id)
  if (taken !== undefined) notifications.hide(taken)
  return taken !== undefined
}

function Notice({ id, message }: { id: string; message: string }) {
  const { t } = useTranslation('common')
  return (
    <Group gap="xs" wrap="nowrap">
      <span className="grow">{message}</span>
      <Button
        variant="default"
        size="compact-sm"
        rightSection={<Kbd>Ctrl Z</Kbd>}
        onClick={() => takeBack(id)}
      >
        {t('undo')}
      </Button>
    </Group>
  )
}

/**
 * Says that something was done and offers to take it back, here and by Ctrl Z, for as long as the notice is
 * shown. `undo` rejects where it cannot.
 */
export function notifyUndo(message: string, undo: () => Promise<unknown>, shownFor = SHOWN_MS): void {
  made += 1
  const id = `undo-${made}`
  rememberUndo({
    id,
    undo: () => void undo().then(() => notifyDone(i18next.t('undone', { ns: 'common' })), notifyError),
  })
  notifications.show({
    id,
    message: <Notice id={id} message={message} />,
    icon: <IconCheck size={14} />,
    withBorder: false,
    autoClose: shownFor,
    onClose: () => forgetUndo(id),
  })
}

/** Lets Ctrl Z take back what was done last; in a field it is the field's own. To be used once. */
export function useUndoKey(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
      const isInField =
        event.target instanceof Element && event.target.matches('input, textarea, [contenteditable]')
      if (isUndo && !isInField && !event.defaultPrevented && takeBack()) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
