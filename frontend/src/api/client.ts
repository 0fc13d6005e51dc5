import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import {
  BrowserOpenURL,
  ClipboardSetText,
  Environment,
  WindowFullscreen,
  WindowIsFullscreen,
  WindowUnfullscreen,
} from '../../wailsjs/runtime/runtime'
import { ask } from './ask'
import { ApiError } from './error'
import type { MessageText } from './messageTypes'
import { recordsClient } from './recordsClient'
import { download } from './transfers'
import type { Feedback } from './types'

/** The methods of the app, by what they do. Each rejects with an ApiError. */
export const client = {
  status: () => ask(() => API.Status()),
  setOwner: (name: string) => ask(() => API.SetOwner(name)),

  sessions: () => ask(() => API.Sessions()),
  createSession: (name: string, description: string) => ask(() => API.CreateSession(name, description)),
  setSessionFeedback: (id: number, feedback: Feedback) =>
    ask(() => API.SetSessionFeedback(id, api.Feedback.createFrom(feedback))),
  updateSession: (id: number, name: string, description: string) =>
    ask(() => API.UpdateSession(id, name, description)),
  openSession: (id: number) => ask(() => API.OpenSession(id)),
  closeSession: (id: number) => ask(() => API.CloseSession(id)),
  deleteSession: (id: number) => ask(() => API.DeleteSession(id)),
  duplicateSession: (id: number, name: string) => ask(() => API.DuplicateSession(id, name)),
  closeAllSessions: () => ask(() => API.CloseAllSessions()),
  selectSession: (id: number) => ask(() => API.SelectSession(id)),
  firstCell: (id: number) => ask(() => API.FirstCell(id)),
  sendMessage: (sessionId: number, message: MessageText) =>
    ask(() => API.SendMessage(sessionId, api.MessageText.createFrom(message))),

  startDemo: (atOnce: boolean) => ask(() => API.StartDemo(atOnce)),
  removeDemo: () => ask(() => API.RemoveDemo()),

  addPart: (sessionId: number, name: string) => ask(() => API.AddPart(sessionId, name)),
  renamePart: (id: number, name: string) => ask(() => API.RenamePart(id, name)),
  movePart: (id: number, number: number) => ask(() => API.MovePart(id, number)),
  deletePart: (id: number) => ask(() => API.DeletePart(id)),

  students: (sessionId: number) => ask(() => API.Students(sessionId)),
  questions: (sessionId: number) => ask(() => API.Questions(sessionId)),
  answer: (recordId: number) => ask(() => API.Answer(recordId)),
  ...recordsClient,
}

/** Puts text on the clipboard; rejects where the system refuses. */
export async function copyText(text: string): Promise<void> {
  if (!(await ClipboardSetText(text))) throw new ApiError('clipboard', 'The clipboard refused the text.')
}

/** Returns the address of the projector's own page, token included. */
export const openProjector = (): Promise<string> => ask(() => API.OpenProjector())

/** Opens an address in the system's browser. */
export function openInBrowser(address: string): void {
  BrowserOpenURL(address)
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
 * Saves the notebook of the demo's lab, with the first cell of a session. Returns what exportSession does.
 */
export async function saveLabNotebook(sessionId: number): Promise<string> {
  if ((await Environment()).platform !== 'browser') return ask(() => API.SaveLabNotebook(sessionId))
  const text = await ask(() => API.LabNotebook(sessionId))
  saveText('two-kinds-of-days.ipynb', text)
  return ''
}

/** Lets a browser save the text of a notebook as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/x-ipynb+json' }))
  download(address, name)
  URL.revokeObjectURL(address)
}
