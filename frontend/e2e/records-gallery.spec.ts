import { readFileSync } from 'node:fs'
import path from 'node:path'

import { plot } from './class'
import { expect, test } from './lab'
import { RecordsPage } from './recordsPage'

const line = plot((x) => x)
const picture = readFileSync(path.resolve(import.meta.dirname, '../../build/appicon.png'))

test('the gallery shows sixty plots of one question at once, those alike together, and names when wanted', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  for (let i = 0; i < 64; i++) {
    await lab.send({
      student: `Student ${String(i)}`,
      device: `d${String(i)}`,
      question: '6',
      type: 'image',
      file: i % 16 === 14 ? line : picture,
    })
  }
  await lab.send({ question: '7', data: 'another question' })
  await records.open()
  await page.keyboard.press('g')
  await page.getByLabel('Question', { exact: true }).click()
  await page.getByRole('option', { name: '6', exact: true }).click()
  await expect(records.count).toHaveText('64 of 65 students answered')
  const cards = page.locator('[data-card]')
  const inSight = () =>
    cards.evaluateAll(
      (all) =>
        all.filter((card) => card.getBoundingClientRect().top < innerHeight - 40 && card.querySelector('img'))
          .length,
    )
  await expect.poll(inSight).toBeGreaterThanOrEqual(60)
  const headings = page.getByRole('rowheader')
  await expect(headings.first()).toHaveText('60 the same')
  await expect(cards.first()).toContainText('Student 63')
  // The keys go through the groups as they stand.
  await page.keyboard.press('End')
  await expect(headings.last()).toHaveText('4 the same')
  await expect(page.locator('[data-cursor="true"]')).toContainText('Student 14')
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('[data-cursor="true"]')).toHaveText(/Student 6$/)
  await page.keyboard.press('Home')
  await expect(page.locator('[data-cursor="true"]')).toHaveCount(0)
  // One that is sent again comes to the front, but not under the pointer.
  await cards.nth(3).hover()
  await lab.send({ student: 'Student 0', device: 'd0', question: '6', type: 'image', file: picture })
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(cards.first()).toContainText('Student 63')
  await records.pointAway()
  await expect(cards.first()).toContainText('Student 0')
  await page.getByRole('switch', { name: 'Names' }).click()
  await expect(cards.first()).not.toContainText('Student')
  await page.getByText('Name', { exact: true }).click()
  await page.getByRole('switch', { name: 'Names' }).click()
  await expect(cards.first()).toContainText('Student 0')
  expect(page.url()).toContain('/records/gallery')
  // The table has an order of its own.
  await page.keyboard.press('t')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(records.rows.nth(1)).toContainText('another question')
  await page.keyboard.press('g')
  await page.reload()
  await expect(cards.first()).toContainText('Student 0')

  // Another question takes the place of the first, and is no filter that could be cleared.
  await records.addFilter('7')
  await expect(records.count).toHaveText('1 of 65 students answered')
  await expect(page.locator('[data-filter]')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(records.count).toHaveText('1 of 65 students answered')
})

test('two to four answers stand side by side, code as a diff by D', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const code = (z: string) => `def keep(X):\n    z = X / X.std(0)\n    return (${z} < 3).all(1)\n`
  for (const [i, z] of ['z', 'np.abs(z)', 'abs(z)', 'z', '-z'].entries()) {
    await lab.send({
      student: `S${String(i)}`,
      device: `d${String(i)}`,
      question: '2',
      type: 'code',
      data: code(z),
    })
  }
  await records.goTo('/records/gallery?question=2&order=%2Bstudent')
  const cards = page.locator('[data-card]')
  await expect(cards).toHaveCount(5)
  await expect(cards.first()).toContainText('def keep')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('x')
  const compare = page.getByRole('region', { name: 'Compare' })
  await expect(compare.getByRole('article')).toHaveCount(2)
  await page.keyboard.press('d')
  await expect(compare.getByRole('article')).toHaveCount(1)
  await expect(compare.locator('mark').first()).toHaveText('np.abs(')
  // S0 and S3 gave the same answer: it is the one that the other is compared with, and both are named.
  await expect(compare.locator('[data-side="right"]')).toContainText('(z < 3)')
  await expect(compare.locator('article header')).toHaveText(/−.*S1.*\+.*S0.*1 line differs/)
  await page.keyboard.press('d')
  await cards.nth(2).click()
  await cards.nth(3).click()
  await expect(compare.getByRole('article')).toHaveCount(4)
  await cards.nth(4).click()
  await expect(page.getByText('At most four answers')).toBeVisible()
  await expect(compare.getByRole('article')).toHaveCount(4)
  await page.keyboard.press('Enter')
  await expect(compare).toHaveAttribute('data-large', 'true')
  await page.keyboard.press('Escape')
  await expect(compare).toHaveAttribute('data-large', 'false')
  await page.keyboard.press('Escape')
  await expect(compare).toBeHidden()
})
