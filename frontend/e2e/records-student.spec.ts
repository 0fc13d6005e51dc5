import { connect } from './class'
import { call } from './classroom'
import { expect, test } from './lab'
import { disc, markGroup, RecordsPage, sendAll, sendGroups } from './recordsPage'

test('a student’s path has the questions in order, what is missing, and the way to the next student', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  for (const question of ['1', '2', '2b', '10']) {
    await lab.send({ student: 'Ada', device: 'a', question, data: `Ada ${question}` })
  }
  await lab.send({ student: 'Bea', device: 'b', question: '10', data: 'Bea 10' })
  await lab.send({ student: 'Bea', device: 'b', question: '1', data: 'Bea 1' })
  await records.open()
  await records.row('10').filter({ hasText: 'Bea' }).click()
  await page.getByTitle('This student’s answers').click()
  const lines = page.getByRole('region', { name: /^Answers of/ }).locator('tbody tr')
  await expect(lines).toHaveCount(4)
  expect(await lines.evaluateAll((all) => all.map((line) => (line as HTMLElement).dataset.question))).toEqual(
    ['1', '2', '2b', '10'],
  )
  await expect(lines.nth(1)).toContainText('not sent')
  await expect(lines.nth(1)).toContainText('1 student answered')
  await expect(lines.nth(3)).toContainText('Bea 10')
  await expect(page.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('region', { name: 'Answers of Ada' })).toBeVisible()
  await expect(lines.nth(1)).toContainText('Ada 2')
  await expect(lines.nth(1)).toContainText(/\d+\ss/)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('region', { name: 'Answers of Bea' })).toBeVisible()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(records.panel).toContainText('Bea 1')
  await page.keyboard.press('ArrowDown')
  await expect(records.panel).toContainText('Bea 10')
  await page.keyboard.press('Escape')
  await expect(records.panel).toBeHidden()
})

test('a student is found by typing, and a link leads to the path', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  for (const student of ['Ada', 'Bea', 'Cem']) await lab.send({ student, device: student, data: student })
  await records.goTo('/records/student/2')
  await expect(page.getByRole('region', { name: 'Answers of Bea' })).toBeVisible()
  const view = (name: string) => page.getByRole('radio', { name })
  await view('Student').focus()
  for (const next of ['Gallery', 'Whole answers', 'Table']) {
    await page.keyboard.press('ArrowLeft')
    await expect(view(next)).toBeFocused()
  }
  await records.goTo('/records/student/2')
  await expect(page.getByRole('region', { name: 'Answers of Bea' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('ce')
  await page.getByRole('navigation', { name: 'Students' }).getByRole('button').click()
  await expect(page.getByRole('region', { name: 'Answers of Cem' })).toBeVisible()
})

test('who is shown stays, also merged with another; the line under the cursor is in sight and read out', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  const path = (name: string) => page.getByRole('region', { name: `Answers of ${name}` })
  const actions = (name: string) => path(name).getByRole('button', { name: `Actions for ${name}` })
  await sendAll(lab, ['Ben'], ['1'])
  await sendAll(
    lab,
    ['Cem'],
    Array.from({ length: 20 }, (_, i) => String(i + 1)),
  )
  await records.open()
  await page.getByText('Student', { exact: true }).first().click()
  await expect(path('Ben')).toBeVisible()
  await lab.send({ student: 'Aaron', device: 'Aaron' })
  await expect(page.getByText('2 of 3')).toBeVisible()
  await expect(path('Ben')).toBeVisible()

  await actions('Ben').click()
  await page.getByRole('menuitem', { name: 'Merge with …' }).click()
  await page.getByRole('combobox', { name: 'Merge Ben with' }).click()
  await page.getByRole('option', { name: /^Cem/ }).click()
  await page.getByRole('radio', { name: /Cem/ }).click()
  await page.keyboard.press('Control+Enter')
  await expect(path('Cem')).toBeVisible()
  await records.goTo('/records/student/1')
  await expect(path('Cem')).toBeVisible()
  await expect(page.getByText('2 of 2')).toBeVisible()

  await page.setViewportSize({ width: 1024, height: 500 })
  for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowDown')
  const line = page.locator('tr[data-question="15"]')
  await expect(line).toHaveAttribute('data-cursor', 'true')
  await expect(line).toBeInViewport({ ratio: 0.9 })
  const list = path('Cem').getByRole('grid')
  await expect(list).toBeFocused()
  await expect(list).toHaveAttribute('aria-activedescendant', (await line.getAttribute('id')) ?? '')
  await page.keyboard.press('ArrowLeft')
  await expect(path('Aaron')).toBeVisible()
})

test('students who sent nothing are removed with one press, and brought back with another', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  await lab.send({ student: 'Ada', device: 'a', data: 'Ada' })
  await connect(lab, [1, 2, 3])
  await records.goTo('/records/student/1')
  const list = page.getByRole('navigation', { name: 'Students' }).getByRole('button')
  await expect(list).toHaveCount(4)
  await page.getByRole('button', { name: 'Remove students who sent nothing' }).click()
  await expect(list).toHaveCount(1)
  await expect(page.getByText('3 students who sent nothing were removed.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(list).toHaveCount(4)
})

test('a path says what is right and wrong of it, and the list of students too', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await sendGroups(lab, page)
  await call(page, 'SetQuestions', 1, [{ label: '9', title: 'Grid search', order: 2, added: true }])
  await markGroup(page, 'forgot abs')
  await page.setViewportSize({ width: 1024, height: 500 })
  await records.goTo('/records/student/1')
  const path = page.getByRole('region', { name: 'Answers of Ada' })
  const line = path.locator('tr[data-question="3"]')
  await expect(disc(line, 'Wrong')).toBeVisible()
  for (const said of ['Cluster sizes', 'forgot abs', 'with 1 other']) await expect(line).toContainText(said)
  await expect(path.locator('tr[data-question="9"]')).toContainText('Grid search')
  await expect(path.getByText('of 2', { exact: true })).toBeVisible()
  await expect(
    page.getByRole('button', { name: 'Ada 1 of 2 questions sent, 0 right, 1 wrong' }),
  ).toBeVisible()
  await page.keyboard.press('v')
  await expect(records.notice('Visited Ada.')).toBeVisible()
  await path.getByRole('button', { name: 'Message', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Message to Ada' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(
    0,
  )
})
