import { chromium } from '@playwright/test'

import { objections } from './axe'
import { expect, goTo, openTab, test } from './lab'

test('the students’ page: connected or not, the cell to copy, no names', async ({ lab, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.send({ student: 'Zeralda Quimby' })
  const phone = await context.newPage()
  const errors: string[] = []
  phone.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await phone.setViewportSize({ width: 360, height: 740 })
  await phone.goto(`${lab.notebooks}/`)
  await expect(phone.getByRole('heading', { name: 'prof’s lab' })).toBeVisible()
  await expect(phone.getByText('Zeralda')).toHaveCount(0)

  await phone.getByRole('button', { name: 'Copy the four lines' }).click()
  await expect(phone.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await phone.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain(`exec(requests.get("${lab.notebooks}/get-send-code").content)`)

  const waiting = lab.listen('Alice')
  await expect(phone.getByText('A notebook on this device is connected.')).toBeVisible()
  expect(await objections(phone, 'html')).toEqual([])

  await page.bringToFront()
  await openTab(page, 'Sessions')
  await page.getByRole('row', { name: /lab-1/ }).click()
  await page.getByRole('switch', { name: 'On the students’ page' }).click()
  await expect(phone.getByText('No lab is open right now')).toBeVisible({ timeout: 15_000 })
  expect(errors).toEqual([])
  await page.goto('about:blank')
  await lab.stop()
  await expect(phone.getByText('Not connected')).toBeVisible({ timeout: 15_000 })
  void waiting.catch(() => undefined)
})

test('the sheet for the IT department says what is needed, on one page', async ({ lab, page }) => {
  await lab.send({})
  await goTo(page, '/doctor/sheet')
  const sheet = page.getByRole('article')
  for (const needed of ['5353', '224.0.0.251', new URL(lab.notebooks).port, 'client isolation', 'prof']) {
    await expect(sheet).toContainText(needed)
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('contentinfo')).toBeHidden()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('the standalone cell is shown short and copied whole', async ({ lab, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.send({})
  await openTab(page, 'Sessions')
  await page.getByRole('row', { name: /lab-1/ }).click()
  await page.getByText('standalone', { exact: true }).click()
  await expect(page.getByTestId('first-cell')).toContainText('npt.join()')
  await page.keyboard.press('c')
  await expect(page.getByText(/Copied/).first()).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.length).toBeGreaterThan(20_000)
  expect(copied).toContain('"probe": True')
})

test('the cell is copied from a page without https too, as students open it', async ({ lab }) => {
  // Only an address of this computer counts as safe without https: another name for it does not.
  const { launchOptions } = test.info().project.use
  const args = [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP npt-prof.local 127.0.0.1']
  const browser = await chromium.launch({ ...launchOptions, args })
  try {
    const phone = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true })
    await phone.goto(`http://npt-prof.local:${new URL(lab.notebooks).port}/`)
    expect(await phone.evaluate(() => [window.isSecureContext, 'clipboard' in navigator])).toEqual([
      false,
      false,
    ])
    await phone.getByRole('button', { name: 'Copy the four lines' }).tap()
    await expect(phone.getByRole('button', { name: 'Copied' })).toBeVisible()
    // What was copied is pasted, as there is no asking for it here.
    await phone.evaluate(() => document.body.append(document.createElement('textarea')))
    await phone.locator('textarea').focus()
    await phone.keyboard.press('Control+V')
    await expect(phone.locator('textarea')).toHaveValue(
      /exec\(requests\.get\("http:\/\/.*\/get-send-code"\)\.content\)/,
    )
  } finally {
    await browser.close()
  }
})
