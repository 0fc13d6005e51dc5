import * as API from '../../wailsjs/go/app/API'
import { app } from '../../wailsjs/go/models'
import {
  ClipboardSetText,
  Environment,
  WindowFullscreen,
  WindowIsFullscreen,
  WindowUnfullscreen,
} from '../../wailsjs/runtime/runtime'
import { ApiError, toApiError } from './error'
import type { Plain, RecordFilter } from './types'

const PAGE = 100

/** Asks the app; what it refuses becomes an ApiError. */
export async function ask<T>(question: () => Promise<T>): Promise<Plain<T>> {
  try {
    return (await question()) as Plain<T>
  } catch (thrown) {
    throw toApiError(thrown)
  }
}

/** The methods of the app, by what they do. Each rejects with an ApiError. */
export const client = {
  status: () => ask(() => API.Status()),
  doctor: () => ask(() => API.Doctor()),
  setOwner: (name: string) => ask(() => API.SetOwner(name)),

  sessions: () => ask(() => API.Sessions()),
  createSession: (name: string, description: string) => ask(() => API.CreateSession(name, description)),
  updateSession: (id: number, name: string, description: string) =>
    ask(() => API.UpdateSession(id, name, description)),
  openSession: (id: number) => ask(() => API.OpenSession(id)),
  closeSession: (id: number) => ask(() => API.CloseSession(id)),
  deleteSession: (id: number) => ask(() => API.DeleteSession(id)),
  selectSession: (id: number) => ask(() => API.SelectSession(id)),
  firstCell: (id: number) => ask(() => API.FirstCell(id)),
  sendMessage: (sessionId: number, title: string, text: string, code: string) =>
    ask(() => API.SendMessage(sessionId, title, text, code)),

  addPart: (sessionId: number, name: string) => ask(() => API.AddPart(sessionId, name)),
  renamePart: (id: number, name: string) => ask(() => API.RenamePart(id, name)),
  movePart: (id: number, number: number) => ask(() => API.MovePart(id, number)),
  deletePart: (id: number) => ask(() => API.DeletePart(id)),

  students: (sessionId: number) => ask(() => API.Students(sessionId)),
  questions: (sessionId: number) => ask(() => API.Questions(sessionId)),
  answer: (recordId: number) => ask(() => API.Answer(recordId)),
  records: (sessionId: number, filter: RecordFilter, after: string, limit = PAGE) =>
    ask(() =>
      API.Records(
        app.RecordQuery.createFrom({
          sessionId,
          partId: filter.partId ?? 0,
          studentId: filter.studentId ?? 0,
          question: filter.question ?? '',
          after,
          limit,
        }),
      ),
    ),
}

/** Puts text on the clipboard; rejects where the system refuses. */
export async function copyText(text: string): Promise<void> {
  if (!(await ClipboardSetText(text))) throw new ApiError('clipboard', 'The clipboard refused the text.')
}

/**
 * Makes the window fill the screen. Returns a function that gives it its size back, unless it filled the
 * screen before.
 */
export function fillScreen(): () => void {
  const filled = WindowIsFullscreen().then((isFull) => {
    if (!isFull) WindowFullscreen()
    return !isFull
  })
  return () => void filled.then((isOurs) => isOurs && WindowUnfullscreen())
}

/**
 * Saves a session's records. Returns the path of the file, or '' where the teacher cancelled
 * or a browser took over the download.
 */
export async function exportSession(sessionId: number, format: 'csv' | 'zip'): Promise<string> {
  if ((await Environment()).platform !== 'browser') return ask(() => API.Export(sessionId, format))
  const link = document.createElement('a')
  link.href = `export?session=${sessionId}&format=${format}`
  link.download = ''
  link.click()
  return ''
}
