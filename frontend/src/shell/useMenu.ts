import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { desktop, onMenu } from '../api/desktop'
import { type ExportFormat, wholeSession } from '../api/transfers'
import type { SessionFacts } from '../api/types'
import { notifyError } from '../components/notify'
import { useCopyDiagnostics } from '../components/useCopyDiagnostics'
import { useExport } from '../components/useExport'
import { newSessionRoute } from '../lib/lastRoute'
import { resetZoom, zoomBy } from '../lib/preferences'
import { edit } from './edit'

/** What the menu asks of the shell. */
interface MenuActions {
  find: () => void
  help: () => void
  keys: () => void
  about: () => void
}

/** Runs what the teacher chooses in the window's menu; a browser has no such menu. */
export function useMenu(session: SessionFacts | undefined, { find, help, keys, about }: MenuActions): void {
  const [, navigate] = useLocation()
  const copyDiagnostics = useCopyDiagnostics()
  const exporting = useExport()
  const save = (format: ExportFormat) =>
    session &&
    exporting({ selection: wholeSession(session.id), name: session.name, records: 0, format, names: '' })
  const actions: Record<string, () => unknown> = {
    ...edit,
    find,
    help,
    keys,
    about,
    'new-session': () => navigate(newSessionRoute()),
    'export-csv': () => save('csv'),
    'export-xlsx': () => save('xlsx'),
    'export-html': () => save('html'),
    'export-ipynb': () => save('ipynb'),
    'export-zip': () => save('zip'),
    'zoom-in': () => zoomBy(1),
    'zoom-out': () => zoomBy(-1),
    'zoom-reset': resetZoom,
    diagnostics: copyDiagnostics,
  }
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(
    () =>
      onMenu((action) => {
        if (action.startsWith('go ')) navigate(action.slice('go '.length))
        else latest.current[action]?.()
      }),
    [navigate],
  )
  useEffect(() => {
    // The menu knows Ctrl and +; on many keyboards that key is = without Shift.
    function onKeyDown(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key === '=' && isInWindow()) zoomBy(1)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Has the menu of the teacher's window speak the language of the page. */
export function useMenuLanguage(isTeachers: boolean): void {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (isTeachers) void desktop.setLanguage(i18n.language).catch(notifyError)
  }, [isTeachers, i18n.language])
}

/** Reports whether the page is in the app's window; a browser zooms by itself. */
function isInWindow(): boolean {
  return location.protocol === 'wails:' || location.hostname === 'wails.localhost'
}
