import { askForHelp, nameOf, prepare, questions, recorded, sendAll } from './classroom'
import { expect, openTab, test } from './lab'

const STUDENTS = 31
const SECONDS_A_QUESTION = 6

test.use({ owner: 'dieuleveut', session: 'kmeans-2' })

/** The picture of the README: the dashboard of a class that is in the middle of its lab. */
test('the dashboard', async ({ lab, page }) => {
  const records = recorded(STUDENTS)
  for (const { label } of questions) {
    await sendAll(
      lab,
      records.filter(({ question }) => question === label),
    )
    if (label === '1') await prepare(page, 1)
    if (label === '3') await askForHelp(lab, nameOf(4), 'my loop never ends', 'd4')
    await page.waitForTimeout(SECONDS_A_QUESTION * 1000)
  }
  await openTab(page, 'Dashboard')
  await expect(page.getByRole('grid')).toBeVisible()
  await page.waitForTimeout(2000) // the tint of fresh cells fades
  await page.screenshot({ path: '../build/screenshot.png' })
})
