import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { hideNoticeOf, showNotice } from '../lib/notices'
import { isTextField } from '../lib/shortcuts'
import { forgetUndo, rememberUndo, undoNow } from '../lib/undo'
import { notifyDone, notifyError } from './notify'

const UNDO_MS = 30_000

let made = 0

/** Undoes the newest change, or the named one, and removes its notice. Returns false if there is nothing to undo. */
export function takeBack(id?: string): boolean {
  const taken = undoNow(id)
  if (taken !== undefined) hideNoticeOf(taken)
  return taken !== undefined
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
 * Says that something was done and offers to undo it: in a notice until the next one, in the list of what can be undone,
 * and by Ctrl Z, the newest first, for a number of milliseconds. `undo` rejects if it fails. A message that names a
 * student must be a Naming.
 */
export function notifyUndo(message: ReactNode, undo: () => Promise<unknown>, shownFor = UNDO_MS): void {
  made += 1
  const id = `undo-${made}`
  rememberUndo({
    id,
    what: message,
    undo: () => void undo().then(() => notifyDone(<Undone message={message} />), notifyError),
  })
  window.setTimeout(() => forgetUndo(id), shownFor)
  showNotice({ message, tone: 'done', undoId: id }, shownFor)
}

/** Lets Ctrl Z undo the last change, or say that there is none; in a field, Ctrl Z belongs to the field. Use it once. */
export function useUndoKey(): void {
  const { t } = useTranslation('common')
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
      if (!isUndo || isTextField(event.target) || event.defaultPrevented) return
      event.preventDefault()
      if (!takeBack()) notifyDone(t('nothingToUndo'))
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [t])
}
