import { readFileSync } from 'node:fs'
import path from 'node:path'

import type { Page } from '@playwright/test'

import type { Lab, Sent } from './lab'

/** An answer to a question that some students give. */
interface Recorded {
  type: string
  data: string
  /** How many of ten students give it. */
  weight: number
}

interface RecordedQuestion {
  label: string
  title: string
  /** The first is right. */
  answers: Recorded[]
}

const numbers = (...given: [string, number][]): Recorded[] =>
  given.map(([data, weight]) => ({ type: 'ndarray', data, weight }))

/** The class and the lab of the demo. */
const demo = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../backend/demo/recorded/class.json'), 'utf8'),
) as { questions: { label: string; title: string }[]; students: string[] }

const names = [...demo.students, 'Bob']

/** Answers that tests can name in a word, by question. */
const answers: Record<string, Recorded[]> = {
  '1': numbers(['[[1098, 2]]', 9], ['[[2, 1098]]', 1]),
  '2': [
    { type: 'code', data: 'return (abs(z) < limit).all(1)', weight: 7 },
    { type: 'code', data: 'return (z < limit).all(1)', weight: 3 },
  ],
  '2b': numbers(['[[0.0, 1.0]]', 8], ['[[0.01, 0.99]]', 2]),
  '3': numbers(['[1063, 35]', 6], ['[1063, 96]', 3], ['[35, 1063]', 1]),
  '4': numbers(['[59310.5]', 7], ['[59318.2]', 3]),
  '5': [{ type: 'str', data: 'Two kinds of days', weight: 10 }],
  '6': [{ type: 'list', data: '[2, 3]', weight: 10 }],
  '7': numbers(['[0.71]', 8], ['[0.17]', 2]),
  '8': [{ type: 'dict', data: '{"k-means++": 12}', weight: 10 }],
  '9': numbers(['[4]', 10]),
  '10': [{ type: 'latex', data: String.raw`\frac{1}{n}`, weight: 10 }],
  '11': [{ type: 'str', data: 'It depends on k', weight: 10 }],
}

/** The questions of the demo's lab. */
export const questions: RecordedQuestion[] = demo.questions.map(({ label, title }) => ({
  label,
  title,
  answers: answers[label] ?? [],
}))

/** Returns the name of a student of the class, by number from 0. */
export function nameOf(student: number): string {
  const round = Math.floor(student / names.length)
  return `${names[student % names.length] ?? ''}${round === 0 ? '' : ` ${String(round + 1)}`}`
}

/** Returns a number from 0 up to 1 that is always the same for the same two. */
function chance(student: number, question: number): number {
  const x = Math.sin(student * 127.1 + question * 311.7 + 1) * 43758.5453
  return x - Math.floor(x)
}

function answerOf(student: number, question: number): Recorded {
  const { answers = [] } = questions[question] ?? {}
  let left = 10 * chance(student, question)
  const found = answers.find(({ weight }) => (left -= weight) < 0)
  return found ?? { type: 'str', data: '', weight: 0 }
}

/** Returns how many questions a student sent: most are in the middle of the lab, some behind, one still at the start. */
export function reachOf(student: number): number {
  if (student % 29 === 7) return 1
  return Math.min(questions.length - 1, 3 + Math.floor(chance(student, 99) * 5 + chance(student, 98) * 4))
}

/** Returns what the students of a class sent, as they sent it: question after question, some more than once. */
export function recorded(students: number): Sent[] {
  const all: Sent[] = []
  for (let question = 0; question < questions.length; question++) {
    for (let student = 0; student < students; student++) {
      if (question >= reachOf(student)) continue
      const { type, data } = answerOf(student, question)
      const sent = {
        student: nameOf(student),
        device: `d${String(student)}`,
        question: questions[question]?.label,
      }
      const attempts =
        chance(student, question + 50) < 0.25 ? 2 + Math.floor(chance(question, student) * 3) : 1
      for (let i = 0; i < attempts; i++) all.push({ ...sent, question: sent.question ?? '', type, data })
    }
  }
  return all
}

const AT_ONCE = 24

/** Sends records as a class does: many at once, each student's own in their order. */
export async function sendAll(lab: Lab, records: readonly Sent[]): Promise<void> {
  const queues = new Map<string, Sent[]>()
  for (const sent of records) {
    const own = queues.get(sent.device ?? '') ?? []
    queues.set(sent.device ?? '', [...own, sent])
  }
  const waiting = [...queues.values()]
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let own = waiting.shift(); own; own = waiting.shift()) {
        for (const sent of own) await lab.send(sent)
      }
    }),
  )
}

/** Calls a method of the app as the page does. */
export async function call<T>(page: Page, method: string, ...args: unknown[]): Promise<T> {
  return page.evaluate(
    async ([name, given]) => {
      const answer = await fetch(`api/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(given),
      })
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`)
      return (await answer.json()) as T
    },
    [method, args] as const,
  )
}

/** Gives the questions their titles and says which answers of some are right: by a rule, as a teacher would. */
export async function prepare(page: Page, sessionId: number): Promise<void> {
  const entries = questions.map(({ label, title }, i) => ({ label, title, order: i + 1, added: false }))
  await call(page, 'SetQuestions', sessionId, entries)
  for (const { label, answers } of questions) {
    if (answers.length < 2) continue
    const question = { sessionId, partId: 0, question: label }
    const check = {
      kind: 'exact',
      expected: [answers[0]?.data],
      relative: 0,
      absolute: 0,
      pattern: '',
      recordId: 0,
    }
    await call(page, 'SetCheck', question, check)
  }
}

/** Asks for help as `npt.help` does, from the student's device. */
export async function askForHelp(lab: Lab, student: string, text: string, device = student): Promise<void> {
  const body = new URLSearchParams({
    session_owner: lab.owner,
    session_name: lab.session,
    sender_name: student,
    sender_uuid: device,
    record_id: `help of ${student}`,
    data: text,
  })
  const answer = await fetch(`${lab.notebooks}/help`, { method: 'POST', body })
  if (!answer.ok) throw new Error(await answer.text())
}
