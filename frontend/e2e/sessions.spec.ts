import { expect, openTab, test } from './lab'

test('the life of a session', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  await expect(row('lab-1')).toContainText('open')

  await page.keyboard.press('n')
  const form = page.getByRole('dialog')
  await form.getByRole('textbox').first().fill('lab-2')
  await form.getByRole('textbox').nth(1).fill('the afternoon group')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  await expect(row('lab-2')).toContainText('the afternoon group')

  await row('lab-1').click()
  await page.getByRole('button', { name: 'Close session' }).click()
  await expect(row('lab-1')).toContainText('closed')
  const refused = await lab.post({})
  expect(await refused.text()).toBe('Error: No such session open')

  await page.getByRole('button', { name: 'Open session' }).click()
  await expect(row('lab-1')).toContainText('open')
  expect((await lab.post({})).status).toBe(200)

  await page.getByRole('button', { name: 'Delete the session' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('1 record')
  await question.getByRole('button', { name: /Delete/ }).click()
  await expect(row('lab-1')).toHaveCount(0)
})

test('a namesake is closed when another is opened', async ({ lab, page }) => {
  await openTab(page, 'Sessions')
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox').first().fill('lab-1')
  await page.keyboard.press('Enter')
  const rows = page.getByRole('row', { name: /lab-1/ })
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'closed' })).toHaveCount(1)
  expect((await lab.post({})).status).toBe(200)
})

test('parts: add, rename, move, delete when empty', async ({ lab, page }) => {
  await openTab(page, 'Sessions')
  const panel = page.getByRole('complementary')
  await panel.getByRole('button', { name: 'Add' }).click()
  await page.keyboard.type('bonus')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('bonus')).toBeVisible()
  await panel.getByRole('button', { name: 'Rename bonus' }).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('extra')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('extra')).toBeVisible()

  await panel.getByRole('button', { name: 'Move extra up' }).click()
  await expect(panel.getByRole('listitem').first()).toContainText('extra')
  await expect(panel.getByRole('button', { name: 'Delete default' })).toHaveCount(0)

  await lab.send({ part: 'extra' })
  await expect(panel.getByRole('listitem').first()).toContainText('1 record')
  await expect(panel.getByRole('button', { name: 'Delete extra' })).toHaveCount(0)
})
