import { readFile } from 'node:fs/promises'

import { expect, openTab, test } from './lab'

test.use({ owner: '', session: '' })

test('from the start to the copied cell: two fields, three clicks', async ({ lab, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])

  await expect(page.getByRole('heading', { name: 'What is your user name?' })).toBeVisible()
  await expect(page.getByRole('textbox')).toBeFocused()
  await page.getByRole('textbox').fill('dieuleveut')
  await page.getByRole('button', { name: /Continue/ }).click()

  await expect(page.getByRole('heading', { name: 'Name your first session' })).toBeVisible()
  await expect(page.getByRole('textbox')).toBeFocused()
  await page.getByRole('textbox').fill("l'été 2026")
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Open it/ })
    .click()

  await page
    .getByRole('main')
    .getByRole('button', { name: /^Copy the first cell/ })
    .click()
  // The system's clipboard: what another test left stands in it until the page has copied.
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect
    .poll(async () => (await copied()).trimEnd().split('\n'))
    .toEqual([
      'import requests',
      `exec(requests.get("${lab.notebooks}/get-send-code").content)`,
      String.raw`npt_config = {'session_name': 'l\'été 2026', 'session_owner': 'dieuleveut'}`,
      `npt_config['sender_name'] = input("Name:")`,
    ])

  await expect(page.getByText('Waiting for the first answer')).toBeVisible()
  await lab.runNotebook(await copied(), 'Ewa Wiśniewska')
  await expect(page.getByText('Waiting for the first answer')).toBeHidden()
  await expect(page.getByText('Ewa Wiśniewska').first()).toBeVisible()
})

test('the keyboard alone does the same', async ({ lab, page }) => {
  await page.getByRole('textbox').fill('prof')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Name your first session' })).toBeVisible()
  await page.keyboard.type('lab-1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Put these 4 lines into the first cell' })).toBeVisible()
  await lab.send({ student: 'Bob', data: 'it works' })
  await expect(page.getByText('it works')).toBeVisible()
})

test('an invented class shows the app at work, and leaves nothing behind', async ({ lab, page }) => {
  await page.getByRole('textbox').fill('prof')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Try it with an invented class' }).click()
  await page.getByRole('menuitem', { name: 'All answers at once' }).click()

  const banner = page.getByRole('region', { name: 'An invented class' })
  await expect(banner).toContainText('all their answers have arrived')
  await expect(page.getByRole('grid')).toContainText('Chloé Dubois')
  await expect(page).toHaveTitle(/^demo \(invented\)/)
  await expect(page.getByRole('contentinfo')).toContainText('30 invented notebooks connected')
  await page.keyboard.press('j')
  await expect(page.getByRole('dialog')).toContainText('which nobody can join')
  await page.keyboard.press('Escape')
  await openTab(page, 'Sessions')
  await expect(page.getByRole('row', { name: /^1 demo/ })).toContainText('invented')

  const saving = page.waitForEvent('download')
  await banner.getByRole('button', { name: /notebook/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const saved = await readFile(await (await saving).path(), 'utf8')
  expect(saved).toContain(`${lab.notebooks}/get-send-code`)
  expect(saved).toContain("'session_name': 'two kinds of days'")
  await expect(page.getByRole('row', { name: /two kinds of days/ })).toBeVisible()

  // In Sessions it goes without a question, and comes back without its class, which has left.
  const demo = page.getByRole('row', { name: /demo/ })
  await demo.click()
  await page.keyboard.press('Delete')
  await expect(demo).toBeHidden()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page).toHaveTitle(/^two kinds of days/)
  await page.keyboard.press('Control+z')
  await expect(demo).toBeVisible()
  await expect(banner).toContainText('The lab is over')

  await banner.getByRole('button', { name: 'Remove' }).click()
  await expect(banner).toBeHidden()
  await expect(page.getByRole('row', { name: /demo/ })).toBeHidden()
  await expect(page).toHaveTitle(/^two kinds of days/)
})
