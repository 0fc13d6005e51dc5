import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { Environment } from '../../wailsjs/runtime/runtime'
import { ask } from './ask'
import { toApiError } from './error'
import { newestRecords } from './recordsClient'
import type { Plain, Selection } from './types'

/** A form in which records are exported. */
export type ExportFormat =
  | 'csv'
  | 'excel'
  | 'xlsx'
  | 'attendance'
  | 'grid'
  | 'answers'
  | 'gradebook'
  | 'moodle'
  | 'html'
  | 'ipynb'
  | 'zip'

/** Who stands in an export: what the screen shows, names, or pseudonyms of this export or of the term. */
export type ExportNames = '' | 'names' | 'anonymous' | 'term'

/** What is in a file that may be imported. */
export type ImportPreview = Plain<api.ImportPreview>
/** What an import did. */
export type Imported = Plain<api.Imported>

/** An export or an import that is under way. */
export interface Transfer {
  id: string
  kind: 'export' | 'import'
  /** Of the session. */
  name: string
  startedAt: number
  /** When that was asked last. */
  at: number
  done: number
  total: number
  isCancelled: boolean
}

const POLL_MS = 400

let current: Transfer | undefined
const listeners = new Set<() => void>()

function set(transfer: Transfer | undefined): void {
  current = transfer
  for (const tell of listeners) tell()
}

export const readTransfer = (): Transfer | undefined => current

export function subscribeTransfer(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Ends a transfer; nothing of it stays. */
export function cancelTransfer(transfer: Transfer): void {
  set({ ...transfer, isCancelled: true })
  void ask(() => API.CancelTransfer(transfer.id))
}

/** Runs a transfer and tells how far it is. A cancelled one resolves to undefined. */
async function follow<T>(
  kind: Transfer['kind'],
  name: string,
  total: number,
  run: (id: string) => Promise<T>,
): Promise<T | undefined> {
  const id = crypto.randomUUID()
  const poll = setInterval(() => {
    void ask(() => API.TransferProgress(id)).then(({ running, done }) => {
      if (!running || current?.isCancelled) return
      const at = Date.now()
      const startedAt = current?.id === id ? current.startedAt : at
      set({ id, kind, name, startedAt, at, done, total, isCancelled: false })
    }, ignore)
  }, POLL_MS)
  try {
    return await run(id)
  } catch (thrown) {
    if (current?.id === id && current.isCancelled) return undefined
    throw thrown
  } finally {
    clearInterval(poll)
    if (current?.id === id) set(undefined)
  }
}

function ignore(): void {
  // The transfer itself says what is wrong.
}

const isBrowser = async () => (await Environment()).platform === 'browser'

/** What is exported, and how. */
export interface ExportWish {
  selection: Selection
  /** Of the session. */
  name: string
  /** About how many records there are. */
  records: number
  format: ExportFormat
  names: ExportNames
}

/** Returns the selection of all records of a session. */
export function wholeSession(sessionId: number): Selection {
  return { query: newestRecords(sessionId, 1), all: true, ids: [], exceptIds: [] }
}

/**
 * Saves records. Returns the path of the file, or '' where the teacher cancelled or a browser took over the
 * download.
 */
export async function exportRecords({
  selection,
  name,
  records,
  format,
  names,
}: ExportWish): Promise<string> {
  const request = (transfer: string) =>
    api.ExportRequest.createFrom({ selection, format, names, transfer, records })
  if (!(await isBrowser())) {
    return (await follow('export', name, records, (id) => ask(() => API.Export(request(id))))) ?? ''
  }
  const file = await follow('export', name, records, (id) => ask(() => API.PrepareExport(request(id))))
  return file === undefined ? '' : download(`export?ticket=${file.ticket}`)
}

/** Saves all records of a session, with names unless they are hidden; resolves as exportRecords does. */
export const exportSession = (sessionId: number, format: ExportFormat): Promise<string> =>
  exportRecords({ selection: wholeSession(sessionId), name: '', records: 0, format, names: '' })

/** Shows the file of the last export in the system's file manager. */
export const showExport = (): Promise<void> => ask(() => API.ShowExport())

/** Throws away the key of the pseudonyms of the term. */
export const forgetPseudonyms = (): Promise<void> => ask(() => API.ForgetPseudonyms())

/** Whether a file is chosen by the page: a window has the system's dialog for it. */
export const choosesFiles = isBrowser

/** Asks for a file in the window and says what is in it; its ticket is empty where the teacher cancelled. */
export const chooseImport = (): Promise<ImportPreview> => ask(() => API.ChooseImport())

/** Says what is in a file that was chosen in a browser. */
export async function lookAtImport(file: File): Promise<ImportPreview> {
  const sent = await fetch(`import?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  })
  const answer: unknown = await sent.json()
  if (!sent.ok) throw toApiError(answer)
  return answer as ImportPreview
}

/** Imports a file: into a session or, if that is 0, as a new one of this name. Undefined if it was cancelled. */
export const runImport = (
  preview: ImportPreview,
  into: number,
  name: string,
): Promise<Imported | undefined> =>
  follow('import', name, preview.records, (id) => ask(() => API.RunImport(preview.ticket, into, name, id)))

export const forgetImport = (ticket: string): Promise<void> => ask(() => API.ForgetImport(ticket))

/** Has a browser save what is at an address. */
export function download(href: string, name = ''): string {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  return ''
}
