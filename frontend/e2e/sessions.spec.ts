import { copyFileSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { objections } from './axe'
import { plot } from './class'
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
  await expect(question).toContainText('1 answer')
  let list: () => void = () => undefined
  const held = new Promise<void>((resolve) => (list = resolve))
  await page.route('**/api/Sessions', async (route) => {
    await held
    await route.continue()
  })
  await question.getByRole('button', { name: /Delete/ }).click()

  // It can be taken back, with its records, also before the list is read anew.
  await expect(page.getByText('Session lab-1 and its only answer deleted')).toBeVisible()
  list()
  await expect(row('lab-1')).toHaveCount(0)
  await page.keyboard.press('Control+Z')
  await expect(row('lab-1')).toContainText('open')
  expect((await lab.post({})).status).toBe(200)
})

test('a session is duplicated with its parts, and all are closed at once', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  const panel = page.getByRole('complementary')
  await panel.getByRole('button', { name: 'Add' }).click()
  await page.keyboard.type('bonus')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText('bonus')).toBeVisible()

  await expect(panel.getByRole('textbox')).toHaveCount(0)
  await page.keyboard.press('d')
  const form = page.getByRole('dialog', { name: 'Duplicate lab-1' })
  await form.getByRole('textbox').fill('lab-1-b')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  const copy = page.getByRole('row', { name: /lab-1-b/ })
  await expect(copy).toContainText('closed')
  await expect(panel.getByText('bonus')).toBeVisible()
  await expect(panel.getByText('1 answer')).toHaveCount(0)

  await page.getByRole('button', { name: 'Close all' }).click()
  await expect(page.getByText('1 session closed')).toBeVisible()
  expect(await (await lab.post({})).text()).toBe('Error: No such session open')
  await page.keyboard.press('Control+Z')
  await expect.poll(async () => (await lab.post({})).status).toBe(200)
})

test('every column sorts, from the keyboard too, and the order survives a reload', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  for (const name of ['pca-2', 'pca-10']) {
    await page.keyboard.press('n')
    await page.getByRole('dialog').getByRole('textbox').first().fill(name)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('row', { name })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const names = () => page.locator('tbody tr a').allTextContents()
  const head = (name: string) => page.getByRole('columnheader', { name })
  await head('Session').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(head('Session')).toHaveAttribute('aria-sort', 'ascending')
  expect((await names()).map((name) => name.replace('current', ''))).toEqual(['lab-1', 'pca-2', 'pca-10'])
  for (const column of ['id', 'Status', 'Created', 'Students', 'Answers', 'Last answer']) {
    await head(column).getByRole('button').click()
    await expect(head(column)).toHaveAttribute('aria-sort', /ending$/)
    await expect(head('Session')).toHaveAttribute('aria-sort', 'none')
  }
  await head('Answers').getByRole('button').click()
  await expect(head('Answers')).toHaveAttribute('aria-sort', 'descending')
  expect((await names())[0]).toContain('lab-1')
  await page.reload()
  await expect(head('Answers')).toHaveAttribute('aria-sort', 'descending')
})

test('the current session changes by a key and by a click, on every tab', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox').first().fill('lab-2')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^lab-2 /)
  await page.getByRole('row', { name: /lab-1/ }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^lab-1 /)
  await page.keyboard.press('3')
  await page.keyboard.press('s')
  await expect(page.getByPlaceholder('Name or description')).toBeFocused()
  await page.keyboard.type('lab-2')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^lab-2 /)
})

test('what was typed into a form is there again after Escape', async ({ lab, page }) => {
  await lab.send({})
  await page.keyboard.press('2')
  await page.keyboard.press('e')
  const field = page.getByRole('dialog').getByLabel('Description')
  await field.fill('half a sentence')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('e')
  await expect(field).toHaveValue('half a sentence')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('e')
  await expect(field).toHaveValue('')
})

test('the panel keeps the width that it was given', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  const panel = page.getByRole('complementary')
  const before = (await panel.boundingBox())?.width ?? 0
  await page.getByRole('separator', { name: 'Width of the panel' }).focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await panel.boundingBox())?.width ?? 0).toBeGreaterThan(before + 40)
  const wide = (await panel.boundingBox())?.width
  await page.reload()
  await expect.poll(async () => (await panel.boundingBox())?.width).toBe(wide)
  await page.setViewportSize({ width: 900, height: 600 })
  await expect(panel).toBeHidden()
  await page.getByRole('row', { name: /lab-1/ }).click()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('three hundred sessions stay quick', async ({ lab, page }) => {
  await page.evaluate(async () => {
    for (let i = 0; i < 300; i++) {
      await fetch('api/CreateSession', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify([`lab-${i}`, `group ${i % 7}`]),
      })
    }
  })
  await lab.send({})
  await openTab(page, 'Sessions')
  await expect(page.locator('tbody tr a')).toHaveCount(301)
  const search = page.getByRole('searchbox', { name: 'Search the sessions' })
  await search.focus()
  const started = await page.evaluate(() => performance.now())
  await page.keyboard.press('2')
  await expect(page.locator('tbody tr a').first()).toContainText('2')
  const took = (await page.evaluate(() => performance.now())) - started
  console.log(`a keystroke in the search of 300 sessions took ${took.toFixed(0)} ms`)
  expect(took).toBeLessThan(5000) // a tenth of a second on a machine with nothing else to do
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
  await expect(panel.getByRole('listitem').first()).toContainText('1 answer')
  await expect(panel.getByRole('button', { name: 'Delete extra' })).toHaveCount(0)
})

const evil = '</style><img src=x onerror="document.title=1"><script>document.title=1</script>'

test('a session that was exported is imported, after a look at what is in it, and read as a page without network', async ({
  lab,
  page,
  browser,
}, info) => {
  await lab.send({ data: evil })
  await lab.send({ student: '<b>Bo</b>', device: 'b', question: '2', type: 'image', file: plot((x) => x) })
  await openTab(page, 'Sessions')
  await page.getByRole('complementary').getByRole('button', { name: 'Export' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /ZIP/ }).click()
  const buffer = readFileSync(await (await saved).path())
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a session or answers' }).click()
  await (await chosen).setFiles({ name: 'lab-1.zip', mimeType: 'application/zip', buffer })
  const dialog = page.getByRole('dialog', { name: 'Import lab-1.zip' })
  await expect(dialog).toContainText('Session lab-1 of prof')
  await expect(dialog).toContainText('Alice')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('row', { name: /lab-1 \(imported\)/ })).toContainText('closed')

  await page.getByRole('row', { name: /lab-1/ }).first().click()
  await page.getByRole('complementary').getByRole('button', { name: 'Export' }).click()
  const report = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Page, to read and print' }).click()
  const file = info.outputPath('report.html')
  copyFileSync(await (await report).path(), file)
  const reader = await browser.newPage({ offline: true })
  const asked: string[] = []
  reader.on('request', (request) => asked.push(request.url()))
  await reader.goto(pathToFileURL(file).href)
  await expect(reader.getByText(evil)).toBeVisible()
  await expect(reader.getByRole('rowheader', { name: '<b>Bo</b>' })).toBeVisible()
  await expect(reader.getByAltText('What was sent, as a picture')).toHaveJSProperty('complete', true)
  expect(await objections(reader)).toEqual([])
  await reader.emulateMedia({ colorScheme: 'dark' })
  expect(await objections(reader, undefined, 'contrast')).toEqual([])
  expect(await reader.title()).toMatch(/^lab-1/)
  expect(asked.filter((url) => !/^(data|file):/.test(url))).toEqual([])
  await reader.close()
})
