import { readFileSync } from 'node:fs'
import { objections } from './axe'
import { expect, goTo, test } from './lab'

const notebook = {
  name: 'zoe lab.ipynb',
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify({
      cells: [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['x = 1'] }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 4,
    }),
  ),
}

test('files: handed out at /, handed in there, and who did', async ({ lab, page, context }) => {
  await lab.send({ student: 'Alice', device: 'Alice' })
  // Alice opened an earlier version of the notebook: what is handed out now is another one.
  const listens = new AbortController()
  const query = new URLSearchParams({
    session_owner: lab.owner,
    session_name: lab.session,
    sender_name: 'Alice',
    sender_uuid: 'Alice',
    after: '0',
    notebook_version: '0a1b2c3d',
  })
  void fetch(`${lab.notebooks}/messages?${query.toString()}`, listens).catch(() => undefined)
  await goTo(page, '/sessions/1/files')
  await expect(page.getByRole('rowheader', { name: 'Alice' })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add files' }).click()
  await (
    await chooser
  ).setFiles([
    { ...notebook, name: 'lab.ipynb' },
    { name: 'données.csv', mimeType: 'text/csv', buffer: Buffer.alloc(3_000_000, 'a') },
  ])
  await expect(page.getByText('2 files are handed out now')).toBeVisible()

  await expect(page.getByText('1 has another version of the notebook')).toBeVisible()
  listens.abort()

  const phone = await context.newPage()
  const errors: string[] = []
  phone.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await phone.setViewportSize({ width: 360, height: 740 })
  await phone.goto(`${lab.notebooks}/`)
  const one = phone.waitForEvent('download')
  await phone.getByRole('link', { name: 'lab.ipynb' }).click()
  expect(readFileSync(await (await one).path(), 'utf8')).toContain(`${lab.notebooks}/get-send-code`)
  const all = phone.waitForEvent('download')
  await phone.getByRole('link', { name: 'Download everything (3.0 MB)' }).click()
  expect((await all).suggestedFilename()).toBe('lab-1.zip')
  await expect(page.getByText('2 files,')).toBeVisible() // of a browser whose student is not known

  await phone.getByText('Hand in your notebook').click()
  await phone.getByLabel('Your name').fill('Zoé')
  const file = phone.getByLabel('Your notebook (.ipynb)')
  const handIn = phone.getByRole('button', { name: 'Hand in' })
  await file.setInputFiles({ ...notebook, name: 'page.html' })
  await handIn.click()
  await expect(phone.getByText('This is not a notebook')).toBeVisible()
  await file.setInputFiles({ ...notebook, buffer: Buffer.from('{"cells": [') })
  await handIn.click()
  await expect(phone.getByText('It was not taken: this file is not a whole notebook')).toBeVisible()
  errors.length = 0 // the browser reports the refusal itself
  await file.setInputFiles(notebook)
  await handIn.click()
  await expect(phone.getByText(/Handed in: zoe lab\.ipynb.*Receipt: \w{4}-\w{4}/)).toBeVisible()
  expect(await objections(phone, 'html')).toEqual([])
  expect(errors).toEqual([])

  const zoe = page.getByRole('row', { name: /Zoé/ })
  await expect(zoe).toContainText('zoe lab.ipynb')
  await expect(page.getByText('1 of 2 students handed in.')).toBeVisible()
  expect(await objections(page, 'main')).toEqual([])

  const zip = async () => {
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save notebooks as ZIP' }).click()
    return readFileSync(await (await saved).path(), 'latin1') // names in a ZIP are not compressed
  }
  const name = Buffer.from('Zoé.ipynb').toString('latin1')
  expect(await zip()).toContain(name)
  await page.keyboard.press('h')
  await expect(page.getByRole('rowheader', { name: /^Student \d+$/ })).toHaveCount(2)
  await expect.poll(async () => /.{0,60}(Zoé|zoe|Alice).{0,40}/.exec(await page.content())).toBeNull()
  const numbered = await zip()
  expect(numbered).toMatch(/\d{3}\.ipynb/)
  expect(numbered).not.toContain(name)
})
