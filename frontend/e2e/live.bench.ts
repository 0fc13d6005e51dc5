import type { CDPSession, Page } from '@playwright/test'

import { call, nameOf, sendAll } from './classroom'
import { expect, type Lab, openTab, type Sent, test } from './lab'

const students = 200
const questions = 15
/** How far the class is when the page opens; live records bring it on. */
const reached = 10

const idleSeconds = 10
const calm = { perSecond: 2, seconds: 20 }
const lively = { perSecond: 20, seconds: 30 }

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
async function fill(lab: Lab, page: Page): Promise<void> {
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
function nextLive(): Sent {
  const n = live++
  const student = (n * 37) % students
  const round = Math.floor(n / students)
  const isNew = n % 2 === 0
  return answerOf(student, isNew ? reached + (round % (questions - reached)) : round % reached, n)
}

/** Sends live records at an even pace, however long each takes. */
async function stream(lab: Lab, { perSecond, seconds }: typeof calm, next = nextLive): Promise<void> {
  const sending: Promise<void>[] = []
  const begin = Date.now()
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = begin + (i * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())))
    sending.push(lab.send(next()))
  }
  await Promise.all(sending)
}

/** Returns the milliseconds that the page's main thread worked so far: of the processor, so that others do not count. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

/** Returns what a record costs the page, in milliseconds of the processor, without what the page costs at rest. */
async function cpuOfARecord(lab: Lab, page: Page, next = nextLive): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.waitForTimeout(3000)
  const before = await worked(session)
  await page.waitForTimeout(1000 * idleSeconds)
  const idle = ((await worked(session)) - before) / idleSeconds
  const start = await worked(session)
  await stream(lab, calm, next)
  await page.waitForTimeout(1000)
  const spent = (await worked(session)) - start
  await session.detach()
  return (spent - idle * (calm.seconds + 1)) / (calm.perSecond * calm.seconds)
}

interface Watched {
  seen: { frames: number[]; shift: number; isOver: boolean }
}

/** Runs in the page: notes the lengths of frames, in milliseconds, and how far what is drawn moves by itself. */
function watch(): void {
  const seen: Watched['seen'] = { frames: [], shift: 0, isOver: false }
  ;(window as unknown as Watched).seen = seen
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean }
      if (!hadRecentInput && !seen.isOver) seen.shift += value
    }
  })
  observer.observe({ type: 'layout-shift' })
  let last = performance.now()
  const step = (now: number) => {
    seen.frames.push(now - last)
    last = now
    if (!seen.isOver) requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** Prints the frames and the layout shift of the page while a full class sends. */
async function measure(lab: Lab, page: Page, name: string, next = nextLive): Promise<void> {
  await page.waitForTimeout(1000)
  await page.evaluate(watch)
  await stream(lab, lively, next)
  const { frames, shift } = await page.evaluate(() => {
    const { seen } = window as unknown as Watched
    seen.isOver = true
    return seen
  })
  frames.sort((a, b) => a - b)
  const at = (share: number) => (frames[Math.floor(share * frames.length)] ?? 0).toFixed(1)
  console.log(
    `Benchmark${name} 1 ${at(0.5)} p50-frame-ms ${at(0.95)} p95-frame-ms ${at(0.999)} worst-frame-ms ${shift.toFixed(4)} shift`,
  )
}

const windows = [
  { width: 900, height: 700 },
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

test('the dashboard of a full class under live records', async ({ lab, page }) => {
  await fill(lab, page)
  await openTab(page, 'Dashboard')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(students + 1))
  const cpu = await cpuOfARecord(lab, page)
  console.log(`BenchmarkLive/dashboard 1 ${cpu.toFixed(1)} cpu-ms/record`)
  for (const window of windows) {
    await page.setViewportSize(window)
    await measure(lab, page, `Live/dashboard/${String(window.width)}`)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  const cell = page.getByRole('grid').getByRole('gridcell').nth(40)
  await cell.hover()
  await measure(lab, page, 'Live/dashboard/pointed')
})
