import { objections } from './axe'
import { expect, goTo, test } from './lab'

const list = 'Prénom;Nom;Numéro étudiant;Groupe\nAda;Lovelace;0012;B\nGrace;Hopper;7;A\nMarie;Curie;8;A\n'

test('a class list: imported with a preview, asked once, absent on the dashboard, sections in Records, undone', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'LOVELACE ada', device: 'd1' })
  await lab.send({ student: 'grace', device: 'd2' })
  const choose = async () => {
    const chosen = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /Choose a file|Import again/ }).click()
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
    await (await chosen).setFiles(file)
  }
  await goTo(page, '/class')
  await expect(page.getByText('No class list yet')).toBeVisible()
  await choose()
  await expect(page.getByText('3 students in the file: 3 new, 0 changed, 0 as before.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Numéro étudiant is' })).toHaveValue('Identifier')
  expect(await objections(page, 'main')).toEqual([])
  // By keys: when what was pressed goes, the focus stays beside it.
  await page.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await expect(page.getByText('lab-1: 1 present, 0 not started, 2 absent')).toBeVisible()
  await expect(page.getByRole('row', { name: /Ada Lovelace/ })).toContainText('0012')

  // The first candidate is offered; what is said holds.
  const who = page.getByRole('combobox', { name: 'grace is' })
  await expect(who).toHaveValue('Grace Hopper · 7 · A')
  await expect(who).toBeFocused()
  expect(await objections(page, 'main')).toEqual([])
  await page.getByRole('button', { name: 'That’s it' }).press('Enter')
  await expect(page.getByText('lab-1: 2 present, 0 not started, 1 absent')).toBeVisible()
  await expect(page.getByRole('heading', { name: /Who is this/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Ada Lovelace/ }).getByRole('link')).toBeFocused()

  // The same file again doubles nobody.
  await choose()
  await expect(page.getByText('3 students in the file: 0 new, 0 changed, 3 as before.')).toBeVisible()
  await page.keyboard.press('Escape')

  await goTo(page, '/dashboard')
  await expect(page.getByRole('link', { name: '2 started, 1 absent' })).toBeVisible()
  await goTo(page, '/records?section=A')
  await expect(page.getByRole('grid').getByText('grace')).toBeVisible()
  await expect(page.getByRole('grid').getByText('LOVELACE ada')).toHaveCount(0)

  await goTo(page, '/class')
  await page.getByRole('button', { name: 'More about the class list' }).click()
  await page.getByRole('menuitem', { name: 'Empty the list' }).click()
  await expect(page.getByText('No class list yet')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('lab-1: 2 present, 0 not started, 1 absent')).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByText('Ada Lovelace')).toHaveCount(0)
  await expect(page.getByText('Names are hidden', { exact: true })).toBeVisible()
})
