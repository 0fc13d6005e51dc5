import type { CDPSession, Page } from '@playwright/test'

import { expect, type Lab, openTab, test } from './lab'
import { fill, nextLive, type Pace, stream, students } from './live'

const idleSeconds = 10
const calm: Pace = { perSecond: 2, seconds: 20 }
const lively: Pace = { perSecond: 20, seconds: 30 }

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
