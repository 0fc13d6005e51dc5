import { nameOf, recorded, sendAll } from './classroom'
import { grid } from './dashboardPage'
import { expect, openTab, test } from './lab'

const looped = 300

/** Counts in the page how often the pace is drawn anew. */
const drawings = (chart: Element) => {
  const counts = window as unknown as { drawn: number; last: number }
  counts.drawn = 0
  counts.last = -Infinity
  new MutationObserver(() => {
    // One drawing changes many areas, within a few frames.
    if (performance.now() - counts.last > 500) counts.drawn++
    counts.last = performance.now()
  }).observe(chart, { subtree: true, attributes: true, attributeFilter: ['d'] })
}

test('a loop over 300 labels is folded: the grid keeps the questions of the class, and its speed', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  const loop = Array.from({ length: looped }, (_, i) => ({
    student: 'Looper',
    device: 'looper',
    question: `loop ${String(i)}`,
  }))
  await sendAll(lab, [...recorded(20), ...loop])
  await openTab(page, 'Dashboard')
  const more = page.getByRole('button', { name: /more labels$/ })
  await expect(more).toBeVisible()

  await test.step('what the class sent has columns, sixty in all', async () => {
    await expect(grid(page)).toHaveAttribute('aria-colcount', String(60 + 2))
    for (const label of ['1', '2b', '7']) {
      await expect(grid(page).getByRole('link', { name: new RegExp(`^Question ${label}: `) })).toHaveCount(1)
    }
  })

  await test.step('scrolled sideways no cell shows through the names, and a count stays in its cell', async () => {
    const again = { student: 'Looper', device: 'looper', question: 'loop 0' }
    await sendAll(
      lab,
      Array.from({ length: 120 }, () => again),
    )
    const count = grid(page).getByRole('gridcell').getByText('121', { exact: true })
    await expect(async () => {
      await grid(page).evaluate((scroller) => scroller.scrollBy(200, 0))
      await expect(count).toBeVisible({ timeout: 500 })
    }).toPass()
    const [cell, digits] = await count.evaluate((digits) =>
      [digits.closest('[role="gridcell"]'), digits].map((one) => one?.getBoundingClientRect().width ?? 0),
    )
    expect(digits).toBeLessThanOrEqual(cell ?? 0)
    // The whole height of a name has its ground.
    const ground = await grid(page)
      .getByRole('rowheader')
      .first()
      .evaluate((name) => getComputedStyle(name).backgroundImage)
    expect(ground).toBe('none')
  })

  await test.step('records do not change which ones are folded, and the pace is drawn every 5 s at most', async () => {
    const labels = () => grid(page).getByRole('columnheader').allInnerTexts()
    const before = (await labels()).map((text) => text.split('\n').at(-1))
    await page.locator('section[aria-labelledby="pace-title"] svg').first().evaluate(drawings)
    const began = Date.now()
    for (let i = 0; i < 20; i++) {
      await lab.send({
        student: nameOf(i),
        device: `d${String(i)}`,
        question: `loop ${String(looped - 1 - i)}`,
      })
      await page.waitForTimeout(200)
    }
    await expect(more).toBeVisible()
    const drawn = await page.evaluate(() => (window as unknown as { drawn: number }).drawn)
    expect(drawn).toBeLessThanOrEqual(1 + Math.floor((Date.now() - began) / 5000))
    expect((await labels()).map((text) => text.split('\n').at(-1))).toEqual(before)
  })

  await test.step('the fold opens to a list with counts, which leads to the pages of the questions', async () => {
    await more.click()
    const list = page.getByRole('list', { name: 'Labels without a column' })
    await expect(list.getByRole('listitem').first()).toContainText('1 student')
    await page.getByRole('searchbox', { name: 'Search labels' }).fill('loop 150')
    await expect(list.getByRole('link')).toHaveCount(1)
    await list.getByRole('link').click()
    await expect(page).toHaveURL(/question\/loop%20150/)
  })
})
