import { askForHelp } from './classroom'
import { attention, figure, lineOf, panelOf, rowOf, tryAgain } from './dashboardPage'
import { expect, openTab, test } from './lab'

test('who asks for help stands first, with text and time, and is answered alone', async ({ lab, page }) => {
  for (const student of ['Alice', 'Bob']) await lab.send({ student, device: student, question: '5' })
  await askForHelp(lab, 'Bob', 'my loop never ends')
  await openTab(page, 'Dashboard')
  await expect(figure(page, /help/)).toContainText('1asks for helpsince')
  await expect(lineOf(page, 'Bob')).toContainText(
    /asked for help \d+\ss ago, on question 5 · .*my loop never ends/,
  )
  await lineOf(page, 'Bob').getByRole('button', { name: 'Answer Bob' }).click()
  await lineOf(page, 'Bob').getByRole('textbox', { name: 'Text' }).fill('Does i ever grow?')
  const heard = lab.listen('Bob')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  expect(JSON.stringify(await heard)).toContain('Does i ever grow?')
  await expect(figure(page, /help/)).toContainText('0ask for helpnobody is waiting')
  const others = await Promise.race([
    lab.listen('Alice'),
    new Promise((resolve) => setTimeout(() => resolve('nothing'), 1000)),
  ])
  expect(JSON.stringify(others)).not.toContain('Does i ever grow?')
})

test('a visited student goes to the end until something new happens, and that can be taken back', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'Carol', device: 'Carol', question: '4' })
  for (const student of ['Alice', 'Bob']) await tryAgain(lab, student, 6)
  await openTab(page, 'Dashboard')
  await expect(lineOf(page, 'Alice')).toContainText('6 attempts on question 4')
  await lineOf(page, 'Alice').hover()
  await page.keyboard.press('v')
  await expect(lineOf(page, 'Alice')).toContainText('comes back if something new happens')
  // Nothing moves while the list has the pointer.
  await expect(attention(page).getByRole('listitem').first()).toContainText('Alice')
  await page.mouse.move(0, 0)
  await expect(attention(page).getByRole('listitem').last()).toContainText('Alice')
  await expect(
    page.getByText('Alice moved to the end of the list until something new happens.'),
  ).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(lineOf(page, 'Alice')).toContainText('6 attempts on question 4')
  await lineOf(page, 'Bob').getByRole('button', { name: 'Visited Bob' }).click()
  await expect(lineOf(page, 'Bob')).toContainText('comes back if something new happens')
  await tryAgain(lab, 'Bob', 1)
  await expect(lineOf(page, 'Bob')).toContainText('7 attempts on question 4')
})

test('more than three of one reason are one line with a count, which opens and is written to as one', async ({
  lab,
  page,
}) => {
  const four = ['Alice', 'Bob', 'Carol', 'Dora']
  for (const student of four) await tryAgain(lab, student, 6)
  await openTab(page, 'Dashboard')
  const shared = attention(page).getByRole('button', { name: /^4 students with 6\+ attempts/ })
  await expect(shared).toHaveAttribute('aria-expanded', 'false')
  await expect(attention(page).getByRole('listitem')).toHaveCount(1)

  // They open beside the grid, each with the way to what is known of them.
  await attention(page).getByRole('button', { name: 'Show these students beside the grid' }).click()
  await expect(panelOf(page).getByRole('heading')).toContainText('4 students with 6+ attempts')
  for (const student of four) await expect(panelOf(page).getByRole('link', { name: student })).toBeVisible()
  await panelOf(page).getByRole('link', { name: 'Carol' }).click()
  await expect(panelOf(page).getByRole('list', { name: 'Answers' })).toContainText('transposed')
  await page.keyboard.press('Escape')
  await expect(panelOf(page)).toBeHidden()
  await shared.click()
  for (const student of four) await expect(attention(page).getByRole('link', { name: student })).toBeVisible()
  await attention(page).getByRole('button', { name: 'Message these 4 students' }).click()
  await page.getByRole('textbox', { name: 'Text' }).fill('Look at the axes.')
  const heard = lab.listen('Dora')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  expect(JSON.stringify(await heard)).toContain('Look at the axes.')
})

test('a group of requests stays whole and in its place under the pointer', async ({ lab, page }) => {
  const four = ['Alice', 'Bob', 'Carol', 'Dora']
  for (const student of four) await lab.send({ student, device: student, question: '4' })
  for (const student of four) await askForHelp(lab, student, 'stuck')
  await lab.send({ student: 'Zoë', device: 'Zoë', question: '4' })
  await tryAgain(lab, 'Zoë', 6)
  await openTab(page, 'Dashboard')

  // One visit helps who gave one answer: the keys go there, and leave them waiting after all.
  const shared = attention(page).getByRole('button', { name: /^4 students ask for help/ })
  await expect(shared).toContainText('same answer to question 4: one visit for all')
  await shared.focus()
  await page.keyboard.press('t')
  await expect(shared).toContainText(/you are on the way, since \d/)
  await attention(page).getByRole('button', { name: 'Not going to these 4 students after all' }).click()
  await expect(shared).toContainText('same answer to question 4: one visit for all')
  await page.keyboard.press('q')
  const queue = page.getByRole('group', { name: 'Queue of requests for help' })
  await expect(queue).toContainText(/Paused for \d+\ss/)
  await queue.getByRole('button', { name: 'Resume the queue' }).click()
  await expect(queue.getByRole('button', { name: 'Pause the queue' })).toBeVisible()

  await shared.click()
  await attention(page).getByRole('link', { name: 'Alice' }).focus()
  await page.keyboard.press('v')
  await expect(attention(page).getByText('comes back if something new happens')).toBeVisible()
  const lines = () => attention(page).getByRole('listitem').allInnerTexts()
  expect(
    (await lines()).map((text) => /Alice|Bob|Carol|Dora|Zoë/.exec(text.split('\n').at(0) ?? '')?.at(0)),
  ).toEqual([
    undefined, // the line of the four
    ...four,
    'Zoë',
  ])
  await page.mouse.move(0, 0)
  await page.getByRole('grid').focus()
  // Who asks for help still stands before every other reason.
  await expect(attention(page).getByRole('listitem').nth(4)).toContainText('Zoë')
  await expect(attention(page).getByRole('listitem').last()).toContainText('Alice')
})

test('the thresholds are set in the settings and hold at once', async ({ lab, page }) => {
  await tryAgain(lab, 'Alice', 3)
  await openTab(page, 'Dashboard')
  await expect(rowOf(page, 'Alice')).toBeVisible()
  await expect(attention(page).getByRole('link')).toHaveCount(0)
  await page.getByRole('link', { name: 'Change criteria' }).click()
  await page.getByLabel(/Attempts on one question/).fill('3')
  await page
    .locator('form', { hasText: 'Attempts on one question' })
    .getByRole('button', { name: 'Save' })
    .click()
  await openTab(page, 'Dashboard')
  await expect(lineOf(page, 'Alice')).toContainText('3 attempts on question 4')
})
