import { expect, openTab, test } from './lab'

const students = 200
const perSecond = 50
const seconds = 20

/** From the HTTP answer to a record until its row is painted, while a whole class sends. */
test('a record becomes visible', async ({ lab, page }) => {
  await openTab(page, 'Records')
  await page.evaluate(watchRows)
  const answered = new Map<string, number>()
  const sending: Promise<void>[] = []
  for (let i = 0; i < perSecond * seconds; i++) {
    const question = `r${String(i)}`
    const student = String(i % students)
    sending.push(
      lab
        .send({ student: `Student ${student}`, device: student, question, data: 'x'.repeat(200) })
        .then(() => {
          answered.set(question, Date.now())
        }),
    )
    await page.waitForTimeout(1000 / perSecond)
  }
  await Promise.all(sending)
  await page.waitForTimeout(1000)
  const seen = await page.evaluate(() => (window as unknown as Watched).seen)

  // Rows that further ones pushed out of the window before it painted were never due.
  const waits = Object.entries(seen)
    .map(([question, at]) => Math.max(0, at - (answered.get(question) ?? at)))
    .sort((a, b) => a - b)
  expect(waits.length).toBeGreaterThan(0.9 * perSecond * seconds)
  const at = (share: number) => String(waits[Math.floor(share * waits.length)])
  console.log(`BenchmarkVisible 1 ${at(0.5)} p50-ms ${at(0.95)} p95-ms ${String(waits.length)} rows-seen`)
})

interface Watched {
  seen: Record<string, number>
}

/** Runs in the page: notes when the row of each question was first there as a frame was drawn. */
function watchRows(): void {
  const seen: Record<string, number> = {}
  ;(window as unknown as Watched).seen = seen
  const look = () => {
    for (const row of document.querySelectorAll('[data-question]')) {
      seen[(row as HTMLElement).dataset.question ?? ''] ??= Date.now()
    }
    requestAnimationFrame(look)
  }
  look()
}
