import type { CDPSession, Page } from '@playwright/test'
import { expect, goTo, type Lab, openTab, test } from './lab'

/** 100,000 records, within what one sender may send at once and how many senders a session may have. */
const students = 2000
const questions = 50
const atOnce = 64

/** What an hour of a full class brings. */
const live = 12_000

/** Sends records of many students, a few at once, as a class does. */
async function sendMany(lab: Lab, senders: number, each: number, data: (n: number) => string): Promise<void> {
  let next = 0
  const send = async () => {
    while (next < senders * each) {
      const n = next++
      const student = String(n % senders)
      const question = String(Math.floor(n / senders) + 1)
      await lab.send({ student: `Student ${student}`, device: `d${student}`, question, data: data(n) })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
}

/** Returns the value below which a share of the values lies. */
function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(share * sorted.length)] ?? 0
}

const middle = (values: number[]) => quantile(values, 0.5)

function report(name: string, values: number[], more = ''): void {
  const at = (share: number) => quantile(values, share).toFixed(1)
  console.log(
    `Benchmark${name} 1 ${at(0.5)} p50-ms ${at(0.95)} p95-ms ${String(values.length)} samples ${more}`,
  )
}

/** Runs in the page: resolves to the milliseconds from an input to the frame that shows what it asked for. */
function watchInput(): void {
  const seen: number[] = []
  ;(window as unknown as Watched).seen = seen
  document.querySelector('input[type="search"]')?.addEventListener('input', () => {
    const start = performance.now()
    const look = () => {
      const grid = document.querySelector('[role="grid"]')
      if (grid?.getAttribute('aria-busy') === 'true') requestAnimationFrame(look)
      else requestAnimationFrame(() => seen.push(performance.now() - start))
    }
    requestAnimationFrame(look)
  })
}

interface Watched {
  seen: number[]
}

/** Returns the lengths of the frames, in milliseconds, while the list is scrolled in many small steps. */
async function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const grid = document.querySelector('[role="grid"]')
        const frames: number[] = []
        let last = performance.now()
        const step = (now: number) => {
          frames.push(now - last)
          last = now
          grid?.scrollBy(0, 120)
          if (frames.length < 400) requestAnimationFrame(step)
          else resolve(frames.slice(1))
        }
        requestAnimationFrame(step)
      }),
  )
}

/** An answer of the table; and a whole one, not what stands for it until it is read. */
const row = '[data-record]'
const wholeRow = `${row}:not(:has([class*="_waiting_"]))`

/** Returns how long it takes, in milliseconds, until answers are shown after a jump to places far apart. */
async function jumps(page: Page, shown: string): Promise<number[]> {
  const waits: number[] = []
  for (const share of [0.2, 0.9, 0.5, 0.99, 0.01]) {
    waits.push(
      await page.getByRole('grid').evaluate(
        async (grid, [to, answer]) => {
          const start = performance.now()
          grid.scrollTo(0, to * grid.scrollHeight)
          do await new Promise(requestAnimationFrame)
          while (!grid.querySelector(answer))
          return performance.now() - start
        },
        [share, shown] as const,
      ),
    )
  }
  return waits
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

test('100,000 records answer to a key, and scroll', async ({ lab, page }) => {
  await page.goto('about:blank') // what is filled here is not looked at
  await sendMany(lab, students, questions, (n) => `answer ${String(n)} of ${String(n % 97)}`)
  await page.goto(lab.console)
  await openTab(page, 'Records')
  await expect(page.getByTestId('count')).toHaveText('100,000 answers')

  await page.evaluate(watchInput)
  const words = [
    'answer 4',
    'of 13',
    '99',
    'swer 12',
    'ANSWER 7',
    '5 of 5',
    'nothing',
    'of 9',
    'wer 31',
    ' 8 OF',
  ]
  for (const word of words) {
    await page.keyboard.press('/')
    for (const letter of word) {
      await page.keyboard.type(letter)
      await page.waitForTimeout(400)
    }
    await page.keyboard.press('Escape')
    await page.waitForTimeout(400)
    await page.keyboard.press('Escape')
  }
  report('Records/keystroke', await page.evaluate(() => (window as unknown as Watched).seen))

  await expect(page.getByTestId('count')).toHaveText('100,000 answers')
  report('Records/scrollFrame', await scrollFrames(page))
  const table = await jumps(page, row)
  report('Records/jump', table)

  await goTo(page, '/records/whole')
  await expect(page.locator(wholeRow).first()).toBeVisible()
  report('Records/wholeScrollFrame', await scrollFrames(page))
  const whole = await jumps(page, wholeRow)
  report('Records/wholeJump', whole, `${(middle(whole) / middle(table)).toFixed(2)} x-table`)
})

test('an hour of live records leaves the page light', async ({ lab, page }) => {
  await openTab(page, 'Records')
  const session = await page.context().newCDPSession(page)
  await lab.send({ data: 'the first' })
  await expect(page.locator('[data-record]')).toHaveCount(1)
  const before = await heap(session)
  await sendMany(lab, 240, live / 240, (n) => 'x'.repeat(100) + String(n))
  await expect(page.getByTestId('count')).toHaveText('12,001 answers')
  await page.waitForTimeout(1000)
  const after = await heap(session)
  console.log(`BenchmarkRecords/heap 1 ${before.toFixed(1)} MB-before ${after.toFixed(1)} MB-after`)
})
