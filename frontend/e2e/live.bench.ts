import type { CDPSession, Page } from '@playwright/test'

import { expect, type Lab, openTab, test } from './lab'
import { fill, nextAtFirst, nextLive, type Pace, stream, students } from './live'

/** As long as two drawings of the pace, which costs at rest too. */
const idleSeconds = 10
const calm: Pace = { perSecond: 2, seconds: 20 }
const lively: Pace = { perSecond: 20, seconds: 12 }
/** What moves is told for so many seconds. */
const shiftSeconds = 30

/** Returns the milliseconds that the page's main thread worked so far: of the processor, so that others do not count. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

/** Prints what a record costs the page, in milliseconds of the processor, without what a second of rest costs it. */
async function measureCpu(
  lab: Lab,
  page: Page,
  name: string,
  pace: Pace,
  rest: number,
  next = nextLive,
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.waitForTimeout(3000)
  const before = await worked(session)
  await page.waitForTimeout(1000 * rest)
  const idle = ((await worked(session)) - before) / rest
  const start = await worked(session)
  await stream(lab, pace, next)
  await page.waitForTimeout(1000)
  const spent = (await worked(session)) - start
  await session.detach()
  const cpu = (spent - idle * (pace.seconds + 1)) / (pace.perSecond * pace.seconds)
  console.log(`Benchmark${name} 1 ${cpu.toFixed(1)} cpu-ms/record ${idle.toFixed(1)} rest-cpu-ms/s`)
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
  const perHalfMinute = (shift * shiftSeconds) / lively.seconds
  console.log(
    `Benchmark${name} 1 ${at(0.5)} p50-frame-ms ${at(0.95)} p95-frame-ms ${at(0.999)} worst-frame-ms ${perHalfMinute.toFixed(4)} shift`,
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
  await measureCpu(lab, page, 'Live/dashboard', calm, idleSeconds)
  for (const window of windows) {
    await page.setViewportSize(window)
    await measure(lab, page, `Live/dashboard/${String(window.width)}`)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  const cell = page.getByRole('grid').getByRole('gridcell').nth(40)
  await cell.hover()
  await measure(lab, page, 'Live/dashboard/pointed')
})

/** The other pages that follow the class, by what says that they are there. */
const others = {
  records: { route: '/records', shows: '[data-record]' },
  gallery: { route: '/records/gallery', shows: '[data-card]' },
  question: { route: '/question/1', shows: '[data-group]' },
}

test('the other pages of a full class under live records', async ({ lab, page }) => {
  await fill(lab, page)
  for (const [name, { route, shows }] of Object.entries(others)) {
    await page.goto(`${lab.console}#${route}`)
    await expect(page.locator(shows).first()).toBeVisible()
    await measureCpu(lab, page, `Live/${name}`, { ...calm, seconds: 10 }, 4, nextAtFirst)
    await measure(lab, page, `Live/${name}`, nextAtFirst)
  }
})
