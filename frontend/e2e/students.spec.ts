import { chromium } from '@playwright/test'

import { objections } from './axe'
import { call } from './classroom'
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

  // The way to the notebook comes before all that a phone has no use for.
  const { host } = new URL(lab.notebooks)
  await expect(phone.getByText(`Open this address there: ${host}`)).toBeInViewport({ ratio: 1 })
  const take = phone.getByRole('link', { name: 'Download the notebook' })
  await expect(take).toBeInViewport({ ratio: 1 })
  const tops = [take, phone.getByRole('button', { name: 'Copy the four lines' }), phone.getByRole('status')]
  const found = await Promise.all(tops.map(async (at) => (await at.boundingBox())?.y ?? 0))
  expect(found).toEqual([...found].sort((a, b) => a - b))
  await expect(phone.getByText('npt.help("my loop never ends")')).toBeVisible()
  const downloading = phone.waitForEvent('download')
  await take.click()
  expect((await downloading).suggestedFilename()).toBe('lab-1.ipynb')

  await phone.getByRole('button', { name: 'Copy the four lines' }).click()
  await expect(phone.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = (await phone.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(copied).toHaveLength(4)
  expect(copied[1]).toBe(`exec(requests.get("${lab.notebooks}/get-send-code").content)`)
  expect(copied[3]).toBe('npt_config[\'sender_name\'] = input("Name:")')

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

test('the sheets for the IT department and for students have all that is needed, on one page', async ({
  lab,
  page,
}) => {
  await lab.send({})
  const { host, port } = new URL(lab.notebooks)
  for (const { route, needed } of [
    { route: '/doctor/sheet', needed: ['5353', '224.0.0.251', port, 'client isolation', 'prof'] },
    {
      route: '/help/students/sheet',
      needed: [host, 'lab-1', 'send(result, 3)', 'npt.help', 'npt.status()', 'What is kept about you'],
    },
  ]) {
    await page.emulateMedia({ media: 'screen' })
    await goTo(page, route)
    const sheet = page.getByRole('article')
    for (const text of needed) await expect(sheet).toContainText(text)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('contentinfo')).toBeHidden()
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  }
  await call(page, 'CloseSession', 1)
  await expect(page.getByRole('article')).not.toContainText('lab-1')
  await expect(page.getByRole('article')).toContainText('send(result, 3)')
})

test('the standalone cell is shown short and copied whole', async ({ lab, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.send({})
  await openTab(page, 'Sessions')
  await page.getByRole('row', { name: /lab-1/ }).click()
  await page.getByText('standalone', { exact: true }).click()
  await expect(page.getByTestId('first-cell')).toContainText('npt.join()')
  await page.getByRole('button', { name: 'Which one do I need?' }).click()
  const kinds = page.getByRole('dialog', { name: 'Which one do I need?' }).getByRole('term')
  await expect(kinds).toHaveText(['address', 'name', 'pure', 'verified', 'standalone'])
  await page.keyboard.press('Escape')
  await expect(kinds).toHaveCount(0)
  await page.keyboard.press('c')
  await expect(page.getByText(/Copied/).first()).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied.length).toBeGreaterThan(20_000)
  expect(copied).toContain('"probe": True')
  expect(copied.split('\n').at(-1)).toBe('npt.join()')
  await openTab(page, 'Index')
  await expect(page.getByRole('heading', { name: 'Put these 7 lines into the first cell' })).toBeVisible()
  expect((await page.getByTestId('first-cell').innerText()).trimEnd().split('\n')).toHaveLength(7)
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
