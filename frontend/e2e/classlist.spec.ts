import { readFile } from 'node:fs/promises'
import { objections } from './axe'
import { askForHelp } from './classroom'
import { expect, goTo, test } from './lab'

const list = 'Prénom;Nom;Numéro étudiant;Groupe\nAda;Lovelace;0012;B\nGrace;Hopper;7;A\nMarie;Curie;8;A\n'

test('a class list: imported with a preview, asked once, absent on the dashboard, sections in Records, undone', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'LOVELACE ada', device: 'd1' })
  await lab.send({ student: 'grace', device: 'd2' })
  const here = (label: string) =>
    page.getByRole('radiogroup', { name: 'In lab-1' }).locator('label').filter({ hasText: label })
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
  // By keys: when what was pressed goes, the focus stays on the page.
  const focused = page.getByRole('main').locator(':focus')
  await page.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await expect(here('absent 2')).toBeVisible()
  await expect(focused).toHaveCount(1)
  await expect(page.getByRole('row', { name: /Ada Lovelace/ })).toContainText('0012')

  // The first candidate is offered; what is said holds.
  await expect(page.getByRole('combobox', { name: 'grace is' })).toHaveValue('Grace Hopper · 7 · A')
  expect(await objections(page, 'main')).toEqual([])
  await page.getByRole('button', { name: 'That’s it' }).press('Enter')
  await expect(here('present 2')).toBeVisible()
  await expect(page.getByRole('heading', { name: /Who is this/ })).toHaveCount(0)
  await expect(focused).toHaveCount(1)

  // The same file again doubles nobody.
  await choose()
  await expect(page.getByText('3 students in the file: 0 new, 0 changed, 3 as before.')).toBeVisible()
  await page.keyboard.press('Escape')

  // Who is there and has sent nothing is told apart from who is not there: each is one press away.
  await askForHelp(lab, 'Marie CURIE', 'where do I begin?')
  await goTo(page, '/dashboard')
  await expect(page.getByText('2 started, 1 not yet, 0 absent')).toBeVisible()
  await page.getByRole('link', { name: '1 not yet' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('row', { name: /Marie Curie/ })).toContainText('not started')
  await here('absent 0').click()
  await expect(page.getByText('Nobody.')).toBeVisible()

  // The gradebook says whom it misses before it is written. It is found by its name, and from where records are exported.
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Search or run').fill('gradebook')
  await page.keyboard.press('Enter')
  const grades = page.getByRole('dialog', { name: 'Grades of lab-1' })
  await expect(grades.getByText('1 on the class list without an answer')).toBeVisible()
  expect(await objections(page, '[role=dialog]')).toEqual([])
  const saved = page.waitForEvent('download')
  await grades.getByRole('button', { name: 'For Moodle' }).click()
  const file = await (await saved).path()
  expect(await readFile(file, 'utf8')).toContain('0012')
  await page.keyboard.press('Escape')
  await expect(grades).toHaveCount(0)
  await goTo(page, '/records')
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()
  await page.keyboard.press('e')
  await page.getByRole('menuitem', { name: 'Points and gradebook' }).click()
  await expect(grades).toBeVisible()
  await page.keyboard.press('Escape')

  await goTo(page, '/records?section=A')
  await expect(page.getByRole('grid').getByText('grace')).toBeVisible()
  await expect(page.getByRole('grid').getByText('LOVELACE ada')).toHaveCount(0)

  await goTo(page, '/class')
  await page.getByRole('button', { name: 'More about the class list' }).click()
  await page.getByRole('menuitem', { name: 'Empty the list' }).click()
  await expect(page.getByText('No class list yet')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(here('present 2')).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByText('Ada Lovelace')).toHaveCount(0)
  await expect(page.getByText('Names are hidden', { exact: true })).toBeVisible()
})
