import { expect, test } from './lab'

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
  await page.getByRole('main').getByRole('button').last().click()

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
