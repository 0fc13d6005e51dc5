import type { Page } from '@playwright/test'

import { call, nameOf, sendAll } from './classroom'
import type { Lab, Sent } from './lab'

export const students = 200
export const questions = 15
/** How far the class is when the page opens; live records bring it on. */
const reached = 10

/** How many records come a second, and for how long. */
export interface Pace {
  perSecond: number
  seconds: number
}

/** Returns what a student answers to a question: one in four is wrong, in a few ways, with some more attempts. */
function answerOf(student: number, question: number, attempt = 0): Sent {
  const kind = (student * 7 + question * 3 + attempt) % 12
  const wrong = kind < 3 ? kind + 1 : 0
  const sent = { student: nameOf(student), device: `d${String(student)}`, question: String(question + 1) }
  if (question % 3 === 0)
    return { ...sent, type: 'ndarray', data: `[[${String(question)}, ${String(wrong)}.25]]` }
  if (question % 3 === 1)
    return { ...sent, type: 'str', data: `answer ${String(question)} of kind ${String(wrong)}` }
  return { ...sent, type: 'code', data: `def f(x):\n    return x.std(axis=${String(wrong)}) > limit\n` }
}

/** Sends what a class of 200 answered to 10 of 15 questions, and gives the questions titles and rules. */
export async function fill(lab: Lab, page: Page): Promise<void> {
  const all = Array.from({ length: students * reached }, (_, i) =>
    answerOf(i % students, Math.floor(i / students)),
  )
  await sendAll(lab, all)
  const entries = Array.from({ length: questions }, (_, i) => ({
    label: String(i + 1),
    title: `Title of question ${String(i + 1)}`,
    order: i + 1,
    added: false,
  }))
  await call(page, 'SetQuestions', 1, entries)
  for (let question = 0; question < questions; question += 2) {
    const of = { sessionId: 1, partId: 0, question: String(question + 1) }
    const expected = [answerOf(0, question, 12 - ((question * 3) % 12) + 5).data]
    const check = { kind: 'exact', expected, relative: 0, absolute: 0, pattern: '', recordId: 0 }
    await call(page, 'SetCheck', of, check)
  }
}

/** Live records: every other one is a further attempt, the others are first answers to the last questions. */
let live = 0
export function nextLive(): Sent {
  const n = live++
  const student = (n * 37) % students
  const round = Math.floor(n / students)
  const isNew = n % 2 === 0
  return answerOf(student, isNew ? reached + (round % (questions - reached)) : round % reached, n)
}

/** Live records of which every other one is a further attempt at the first question. */
export function nextAtFirst(): Sent {
  const n = live++
  return answerOf((n * 37) % students, n % 2 === 0 ? 0 : n % reached, n)
}

/** Sends live records at an even pace, however long each takes. */
export async function stream(lab: Lab, { perSecond, seconds }: Pace, next = nextLive): Promise<void> {
  const sending: Promise<void>[] = []
  const begin = Date.now()
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = begin + (i * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())))
    sending.push(lab.send(next()))
  }
  await Promise.all(sending)
}
