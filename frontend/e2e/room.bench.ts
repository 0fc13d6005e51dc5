import { sendAll } from './classroom'
import { expect, openTab, test } from './lab'

const students = 300
const questions = 60
const rounds = 80
const pauseMs = 150

/** From the HTTP answer to a record until its cell of the dashboard is painted, in a full hall. */
test('a record becomes a cell', async ({ lab, page }) => {
  const data = 'x'.repeat(100)
  const all = Array.from({ length: students * questions }, (_, i) => ({
    student: `Student ${String((i % students) + 1)}`,
    device: String(i % students),
    question: String(Math.floor(i / students) + 1),
    data,
  }))
  await sendAll(lab, all)
  await page.evaluate(() => localStorage.setItem('npt.dashboard-order', 'name'))
  await openTab(page, 'Dashboard')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(students + 1))
  await page.waitForTimeout(3000)

  const waits: number[] = []
  for (let i = 0; i < rounds; i++) {
    const student = i % 15
    const attempts = 2 + Math.floor(i / 15)
    const seen = page.evaluate(seenAt, { row: student + 2, label: `sent, ${String(attempts)} attempts` })
    await lab.send({
      student: `Student ${String(student + 1)}`,
      device: String(student),
      question: '1',
      data,
    })
    const answered = Date.now()
    waits.push(Math.max(0, (await seen) - answered))
    await page.waitForTimeout(pauseMs)
  }
  waits.sort((a, b) => a - b)
  const at = (share: number) => String(waits[Math.floor(share * waits.length)])
  console.log(`BenchmarkRoom/300x60 1 ${at(0.5)} p50-ms ${at(0.95)} p95-ms`)
})

/** Runs in the page: resolves to when a frame was drawn in which the first cell of a row says so. */
function seenAt({ row, label }: { row: number; label: string }): Promise<number> {
  const cell = `[aria-rowindex="${String(row)}"] [aria-colindex="2"]`
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(cell)?.getAttribute('aria-label') === label) resolve(Date.now())
      else requestAnimationFrame(look)
    }
    look()
  })
}
