import * as API from '../../wailsjs/go/api/API'
import { ClipboardGetText, Environment, EventsEmit, EventsOn } from '../../wailsjs/runtime/runtime'
import { ask } from './ask'

/** What becomes of open sessions when the window closes; '' asks each time. */
export type LeaveChoice = 'keep' | 'close' | ''

/** How far a start has come. */
export type Stage = 'painted' | 'ready'

/** What the app does as a program of its system. Each rejects with an ApiError. */
export const desktop = {
  leaveAsked: () => ask(() => API.LeaveAsked()),
  leave: (choice: Exclude<LeaveChoice, ''>, remember: boolean) => ask(() => API.Leave(choice, remember)),
  setLeave: (choice: LeaveChoice) => ask(() => API.SetLeave(choice)),
  setKeepAwake: (on: boolean) => ask(() => API.SetKeepAwake(on)),
  setLanguage: (language: string) => ask(() => API.SetLanguage(language)),
  diagnostics: () => ask(() => API.Diagnostics()),
  lastCrash: () => ask(() => API.LastCrash()),
  forgetCrash: () => ask(() => API.ForgetCrash()),
  reached: (stage: Stage) => ask(() => API.Reached(stage)),
}

/** Resolves to whether this is the app's own window, and not a browser. */
export async function isWindow(): Promise<boolean> {
  return (await Environment()).platform !== 'browser'
}

/** Calls back with what the teacher chooses in the menu. Returns a function that stops it. */
export function onMenu(act: (action: string) => void): () => void {
  return EventsOn('menu', act)
}

/** Calls back with the number of open sessions when the window is about to close. Returns a function that stops it. */
export function onLeaving(askTeacher: (open: number) => void): () => void {
  return EventsOn('leaving', askTeacher)
}

/** Tells the window whether the projector is shown: then it has no menu. */
export function tellProjector(isShown: boolean): void {
  EventsEmit('projector', isShown)
}

/** Resolves to the text on the clipboard. */
export function pastedText(): Promise<string> {
  return ClipboardGetText()
}

/** Resolves to the licences of all that the app is made of. */
export async function thirdPartyNotices(): Promise<string> {
  const response = await fetch('notices.txt')
  if (!response.ok) throw new Error('notices.txt is not part of this build')
  return response.text()
}
