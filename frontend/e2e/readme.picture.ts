import { call } from './classroom'
import { expect, test } from './lab'

/** The class of the demo is in the middle of its lab then: one is stuck, one asks for help. */
const SECONDS = 340

test.use({ owner: 'dieuleveut', session: '' })

/** The picture of the README: the dashboard of the demo's class, which anybody can have before them. */
test('the dashboard', async ({ lab, page }) => {
  await call(page, 'StartDemo', false)
  await page.goto(`${lab.console}#/dashboard`)
  await expect(page.getByRole('grid')).toBeVisible()
  await page.waitForTimeout(SECONDS * 1000)
  await page.screenshot({ path: '../build/screenshot.png' })
})
