import { askForHelp, call } from './classroom'
import { attention, figure, grid, lineOf, panelOf, rowOf, tryAgain } from './dashboardPage'
import { expect, openTab, test } from './lab'

const asked = { sessionId: 1, partId: 0, question: '4' }

test('a cell opens beside the grid, with the whole answer, its reason and the marks; the arrows go on', async ({
  lab,
  page,
}) => {
  for (const student of ['Alice', 'Bob']) await tryAgain(lab, student, 2)
  await lab.send({ student: 'Carol', device: 'Carol', question: '4', data: 'right' })
  await lab.send({ student: 'Carol', device: 'Carol', question: '5', data: 'more' })
  const check = { kind: 'exact', expected: ['right'], relative: 0, absolute: 0, pattern: '', recordId: 0 }
  await call(page, 'SetCheck', asked, check)
  await openTab(page, 'Dashboard')
  await page.getByRole('button', { name: /Order of the students/ }).click()
  await page.getByRole('menuitem', { name: 'By name' }).click()
  const cell = rowOf(page, 'Alice').getByRole('gridcell', { name: 'wrong, 2 attempts' })
  const before = await cell.boundingBox()
  await cell.hover()
  // The card shows the answer, and stays under a dialog.
  await expect(page.getByRole('tooltip')).toContainText('transposed')
  await page.keyboard.press('j')
  const layers = await page.evaluate(() =>
    ['[role="tooltip"]', '[role="dialog"]'].map((selector) => {
      let z = 0
      for (let at = document.querySelector(selector); at; at = at.parentElement)
        z = Math.max(z, Number(getComputedStyle(at).zIndex) || 0)
      return z
    }),
  )
  expect(layers[0]).toBeLessThan(layers[1] ?? 0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await cell.click()
  const panel = panelOf(page)
  await expect(panel).toContainText('Alice')
  await expect(panel).toContainText('transposed')
  await expect(panel).toContainText('wrong, 2 attempts')
  await expect(panel).toContainText('Wrong: right was expected.')
  await expect(panel.getByRole('link', { name: '1 other student gave this answer' })).toBeVisible()
  await expect(attention(page)).toBeHidden()
  expect(await cell.boundingBox()).toEqual(before)

  // The marks, by their keys as on the question's page, and taken back.
  await page.keyboard.press('r')
  await expect(panel.getByRole('button', { name: 'Right' })).toHaveAttribute('aria-pressed', 'true')
  await expect(rowOf(page, 'Bob').getByRole('gridcell', { name: 'right, 2 attempts' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(panel).toContainText('Wrong: right was expected.')
  await page.keyboard.press('l')
  await page.getByRole('combobox', { name: 'Label of the group' }).fill('axes swapped')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('button', { name: 'axes swapped', exact: true })).toBeVisible()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(panel).toContainText('Carol')
  await expect(panel).toContainText('Right: the expected answer')
  await page.keyboard.press('ArrowRight')
  await expect(panel).toContainText('more')
  await page.keyboard.press('ArrowUp')
  await expect(panel).toContainText('Bob hasn’t sent question 5 yet.')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(attention(page)).toBeVisible()
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('Bob hasn’t sent question 5 yet.')
  await page.keyboard.press('Escape')

  // Records are one link away, and back returns to the dashboard as it was.
  await cell.click()
  await panel.getByRole('link', { name: 'Open in Records' }).click()
  await expect(page).toHaveURL(/#\/records\?student=\d+&question=4&record=\d+/)
  await expect(page.getByRole('complementary')).toContainText('transposed')
  await page.goBack()
  await expect(panel).toContainText('wrong, 2 attempts')

  // Who else gave the answer, and a message to them that says who they are.
  await panel.getByRole('link', { name: '1 other student gave this answer' }).click()
  await expect(panel).toContainText('2 students gave this answer')
  await panel.getByRole('button', { name: 'Message these 2 students' }).click()
  const form = page.getByRole('dialog')
  await expect(form.getByRole('group', { name: 'Goes to' })).toHaveText('Alice, Bob Their answer: transposed')
  await expect(form.getByLabel('Code to copy')).toBeHidden()
  await form.getByRole('button', { name: 'Title, code to copy' }).click()
  await expect(form.getByLabel('Code to copy')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await panel.getByRole('link', { name: 'Bob' }).click()
  await expect(panel).toContainText('wrong, 2 attempts')

  // Without room for both, it lies over the page.
  await page.setViewportSize({ width: 900, height: 700 })
  await expect(panel).toHaveCSS('position', 'absolute')
  const box = await panel.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBe(900)
})

test('a request is answered under its line, with what was asked and sent, and is in the student’s history', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'Bob', device: 'Bob', question: '5', data: 'while True: pass' })
  await askForHelp(lab, 'Bob', 'my loop never ends')
  await askForHelp(lab, 'Alice', '')
  await openTab(page, 'Dashboard')
  const line = lineOf(page, 'Bob')
  await line.getByRole('button', { name: 'Answer Bob' }).click()
  await expect(line).toContainText('while True: pass')
  await expect(line).toContainText('sent, 1 attempt')
  const field = line.getByRole('textbox', { name: 'Text' })
  await expect(field).toBeFocused()
  await field.fill('Does i ever grow?')
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(line.getByRole('link', { name: 'Bob' })).toBeFocused()
  await line.getByRole('button', { name: 'Answer Bob' }).click()
  await expect(field).toHaveValue('Does i ever grow?')
  const heard = lab.listen('Bob')
  await page.keyboard.press('Control+Enter')
  expect(JSON.stringify(await heard)).toContain('Does i ever grow?')
  await expect(line).toContainText('You wrote: “Does i ever grow?”')
  await expect(figure(page, /help/)).toContainText('1asks for help')

  // A message to all is no answer to a request; what was one is offered for the next.
  await call(page, 'SendMessage', 1, { type: 'info', title: '', text: 'Ten minutes left', code: '' })
  await lineOf(page, 'Alice').getByRole('button', { name: 'Answer Alice' }).click()
  await expect(lineOf(page, 'Alice')).toContainText('Nothing sent yet.')
  const offers = page.getByRole('list', { name: 'Your last answers to requests for help' })
  await expect(offers.getByRole('button')).toHaveText(['Does i ever grow?'])
  await offers.getByRole('button').click()
  await expect(lineOf(page, 'Alice').getByRole('textbox')).toHaveValue('Does i ever grow?')
  await page.keyboard.press('Escape')

  await rowOf(page, 'Bob').getByRole('rowheader').click()
  const panel = panelOf(page)
  await expect(panel).toContainText('1 of 1 question')
  await expect(panel.getByRole('list', { name: 'Answers' })).toContainText('while True: pass')
  await expect(panel.getByRole('region', { name: 'Requests for help' })).toContainText(
    /after question 5: “?my loop never ends”?.*you answered “?Does i ever grow\?/,
  )
  await panel.getByRole('link', { name: 'All answers of this student' }).click()
  const path = page.getByRole('region', { name: 'Answers of Bob' })
  await expect(path.getByRole('region', { name: 'Requests for help' })).toContainText('you answered')
  await page.goBack()
  await panel.getByRole('list', { name: 'Answers' }).getByRole('link').click()
  await expect(panel).toContainText('sent, 1 attempt')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})
