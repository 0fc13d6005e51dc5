import type { Request } from '@playwright/test'

import { expect, test } from './lab'
import { disc, RecordsPage, sendAll } from './recordsPage'

const code = Array.from({ length: 60 }, (_, i) => `x${String(i)} = ${String(i)}`).join('\n')

/** Returns the ids of the records whose whole answers a request asks for. */
function asked(request: Request): number[] {
  if (!request.url().endsWith('/api/Answers')) return []
  return (JSON.parse(request.postData() ?? '[[]]') as [number[]])[0]
}

test('whole answers stand one below the other, with all that the table has', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const read = new Set<number>()
  page.on('request', (request) => {
    for (const id of asked(request)) read.add(id)
  })
  const students = Array.from({ length: 40 }, (_, i) => `S${String(i)}`)
  await sendAll(lab, students, ['2'])
  await lab.send({ student: 'Ada', device: 'a', question: '3', type: 'code', data: code })
  await records.open()
  await page.keyboard.press('o')
  const row = (student: string) => records.rows.filter({ hasText: student })
  await expect(page).toHaveURL(/\/records\/whole$/)

  await test.step('all of it is there, and what is out of sight was not asked for', async () => {
    await expect(row('Ada')).toContainText('x59 = 59')
    expect(read.size).toBeGreaterThan(0)
    expect(read.size).toBeLessThan(20)
    // What is said of a long answer stays in sight with it.
    await page.getByRole('grid').evaluate((list) => list.scrollTo(0, 600))
    await expect(row('Ada').getByText('Ada')).toBeInViewport()
    await page.keyboard.press('Home')
    await expect.poll(() => page.getByRole('grid').evaluate((list) => list.scrollTop)).toBe(0)
  })

  await test.step('keys move from answer to answer, mark, open and select', async () => {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(row('S39')).toHaveAttribute('data-cursor', 'true')
    await expect(row('S39').getByText('S39 2')).toBeInViewport()
    await page.keyboard.press('w')
    await expect(disc(row('S39'), 'Wrong')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(records.panel).toContainText('You marked this group as wrong.')
    await page.keyboard.press('x')
    await expect(records.selected).toContainText('1 of 41')
    for (const gone of [records.selected, records.panel]) {
      await page.keyboard.press('Escape')
      await expect(gone).toBeHidden()
    }
    await page.keyboard.press('Escape') // the cursor
  })

  await test.step('new answers come in at the top, and wait while somebody reads', async () => {
    await records.pointAway()
    await page.getByRole('grid').blur()
    await page.keyboard.press('Home')
    await lab.send({ student: 'Bea', device: 'b', question: '3', data: 'fresh' })
    await expect(records.rows.first()).toContainText('Bea')
    await records.rows.first().hover()
    await lab.send({ student: 'Cem', device: 'c', question: '1', data: 'waits' })
    await page.getByRole('button', { name: '1 new' }).click()
    await expect(records.rows.first()).toContainText('Cem')
  })

  await test.step('all of them are printed, whole, also those that were never drawn', async () => {
    await page.evaluate(() => {
      window.print = () => {
        for (const each of document.querySelectorAll('[data-printed-answer]')) each.id = 'was-printed'
      }
    })
    await page.getByRole('button', { name: 'Print' }).click()
    const printed = page.locator('#was-printed')
    await expect(printed).toHaveCount(43)
    await expect(printed.first()).toBeHidden()
    await page.emulateMedia({ media: 'print' })
    await expect(printed.filter({ hasText: 'Ada' })).toContainText('x59 = 59')
    await expect(printed.filter({ hasText: 'Ada' })).toBeVisible()
    await expect(records.rows.first()).toBeHidden()
    await page.emulateMedia({ media: null })
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await expect(printed).toHaveCount(0)
  })

  await test.step('sorted by question they stand under headings; names are hidden here too', async () => {
    await page.getByRole('combobox', { name: 'Sort by' }).click()
    await page.getByRole('option', { name: 'Question' }).click()
    await expect(records.rows.first()).toContainText('Cem')
    await expect(row('waits')).toContainText(/^1/)
    await page.keyboard.press('h')
    await expect(row('waits')).toContainText(/Student \d\d/)
    await expect(row('waits')).not.toContainText('Cem')
    await page.keyboard.press('End')
    await expect(records.rows.last()).toHaveAttribute('data-question', '3')
    await expect(records.rows.last()).toBeInViewport()
    await page.keyboard.press('t')
    await expect(page.getByRole('columnheader', { name: 'Question' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
  })
})
