import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

import { objections } from './axe'
import { call } from './classroom'
import { expect, openTab, test } from './lab'

/** Returns the files below a folder that have a text in them. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    if ((await readFile(file)).includes(text)) found.push(file)
  }
  return found
}

test.use({ restarts: true })

test('a backup is made and restored, and a student is erased from everything', async ({ lab, page }) => {
  await lab.send({ student: 'Zoé Zett', device: 'z', data: 'the turtle' })
  await lab.send({ student: 'Bea', device: 'b' })
  await page.goto(`${lab.console}#/settings`)
  await page.getByRole('button', { name: 'Make a backup now' }).click()
  await expect(page.getByText('A backup was made')).toBeVisible()
  const copies = page.getByRole('list', { name: 'On this computer' })
  await expect(copies).toContainText('made by hand')
  await expect(copies).toContainText('1 session · 2 answers')
  await page.getByRole('textbox', { name: 'Second folder' }).fill('relative')
  await page.getByRole('textbox', { name: 'Second folder' }).press('Enter')
  await expect(page.getByText('Write the whole path of the folder')).toBeVisible()
  expect(await objections(page)).toEqual([])

  const list = {
    name: 'list.csv',
    data: Buffer.from('Name,Identifier\nZoé Zett,0815\nBea,7\n').toString('base64'),
  }
  await call(page, 'ImportClassList', list, { hasHeads: true, roles: ['name', 'identifier'] }, false)

  // Erased from a menu, after the word was typed: no file has the name any more.
  expect((await filesWith(lab.data, 'Zoé')).length).toBeGreaterThan(1)
  await openTab(page, 'Records')
  await page.getByRole('row', { name: /Zoé/ }).click()
  await page.getByRole('button', { name: 'Actions for Zoé Zett' }).first().click()
  await page.getByRole('menuitem', { name: 'Erase for good' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('group', { name: 'Sessions' }).getByRole('checkbox')).toBeChecked()
  const listed = dialog.getByRole('group', { name: 'On the class list' }).getByRole('checkbox')
  await expect(listed).toHaveAccessibleDescription('Zoé Zett · 0815')
  await expect(listed).toBeChecked()
  const go = dialog.getByRole('button', { name: 'Erase for good' })
  await expect(go).toBeDisabled()
  await dialog.getByRole('textbox').fill('Erase')
  expect(await objections(page, '[role=dialog]')).toEqual([])
  await go.click()
  await expect(page.getByRole('row', { name: /Zoé/ })).toHaveCount(0)
  await expect(dialog).toBeHidden()
  expect(await filesWith(lab.data, 'Zoé')).toEqual([])
  expect(await filesWith(lab.data, 'the turtle')).toEqual([])

  // Restored: what came later is gone, what was erased stays so, and the page goes on by itself.
  await lab.send({ student: 'Bea', device: 'b', question: '2' })
  await page.goto(`${lab.console}#/settings`)
  const byHand = copies.getByRole('listitem').filter({ hasText: 'made by hand' }) // beside that of the start
  await byHand.getByRole('button', { name: /Restore the backup/ }).click()
  await expect(dialog).toContainText('lab-1')
  await dialog.getByRole('button', { name: 'Restore and start again' }).click()
  await expect(copies).toContainText('before a restore')
  await openTab(page, 'Records')
  await expect(page.getByTestId('count')).toHaveText('1 answer')
  expect(await filesWith(lab.data, 'Zoé')).toEqual([])
})
