import type { Page } from '@playwright/test'

import { objections } from './axe'
import { connect, plot, sendClass } from './class'
import { nameOf } from './classroom'
import { expect, goTo, type Lab, openTab, test } from './lab'

/** The class of the mock-ups: 28 of 31 sent question 3; 15 of them right, nine forgot abs. */
async function sendKmeans(lab: Lab): Promise<void> {
  await sendClass(lab, 28, (i) => ({
    question: '3',
    type: 'ndarray',
    data: i < 15 ? '[1063, 35]' : i < 24 ? '[1063, 96]' : i < 27 ? '[35, 1063]' : '[732, 331, 35]',
  }))
}

async function open(page: Page, question: string): Promise<void> {
  await goTo(page, `/question/${encodeURIComponent(question)}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(question)
}

const groups = (page: Page) => page.getByRole('article')
const group = (page: Page, name: RegExp) => page.getByRole('article', { name })
const counts = (page: Page) => page.getByTestId('question-counts')
const rules = (page: Page) => page.getByRole('complementary', { name: 'Rules of this question' })
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ })

/** A rule that takes effect when it is typed. */
async function setRule(page: Page, kind: string, field: string, text: string): Promise<void> {
  await rules(page).getByRole('radio', { name: kind }).click()
  await rules(page).getByRole('textbox', { name: field }).fill(text)
  await page.keyboard.press('Enter')
}

test('equal answers stand together with count and names, the largest group first', async ({ lab, page }) => {
  await sendKmeans(lab)
  await connect(lab, [28, 29, 30])
  await open(page, '3')
  await expect(groups(page)).toHaveCount(4)
  await expect(counts(page)).toContainText('28 of 31 sent it')
  const names = [
    '15 students: 1063 35',
    '9 students: 1063 96',
    '3 students: 35 1063',
    '1 student: 732 331 35',
  ]
  for (const [i, name] of names.entries()) await expect(groups(page).nth(i)).toHaveAccessibleName(name)
  await expect(groups(page).nth(3)).toContainText(nameOf(27))
  const missing = page.getByRole('region', { name: 'not sent yet' })
  for (const i of [28, 29, 30]) await expect(missing).toContainText(nameOf(i))

  // Twelve names, of whoever sent first, then a count that opens the rest.
  await expect(groups(page).first().getByRole('paragraph').getByRole('link')).toHaveCount(12)
  await groups(page).first().getByRole('button', { name: 'and 3 more' }).click()
  for (let i = 0; i < 15; i++) await expect(groups(page).first()).toContainText(nameOf(i))
})

test('a label is any text', async ({ lab, page }) => {
  for (const label of ['50%', '%2F', 'a/b?#']) {
    await lab.send({ student: 'Alice', device: 'Alice', question: label, data: `of ${label}` })
    await open(page, label)
    await expect(groups(page)).toContainText(`of ${label}`)
  }
})

test('a group is marked by R and W, says by whom, and one press undoes it', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('r')
  await expect(groups(page).first()).toContainText('You marked this group as right.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('w')
  await expect(counts(page)).toContainText('15 right')
  await expect(counts(page)).toContainText('9 wrong')
  await expect(counts(page)).toContainText('4 not checked')

  await groups(page).nth(1).getByRole('button', { name: 'Remove mark' }).last().click()
  await expect(page.getByText('Mark removed from 9 answers.')).toBeVisible()
  await expect(counts(page)).not.toContainText('wrong')
  await expect(groups(page).nth(1)).not.toContainText('You marked')
  await page.keyboard.press('Control+z')
  await expect(counts(page)).toContainText('9 wrong')
})

test('there is never a verdict where none was set, and a label is none', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await expect(groups(page)).toHaveCount(4)
  await page.keyboard.press('l')
  await page.keyboard.type('transposed')
  await page.keyboard.press('Enter')
  await expect(groups(page).first()).toContainText('transposed')
  await expect(counts(page)).toHaveText('28 of 28 sent it')
  await expect(rules(page)).toContainText('0 of 28 checked')
})

test('a label is given once; later answers of the group carry it by themselves', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await group(page, /1063 96/)
    .getByRole('button', { name: 'Label (L)' })
    .click()
  await page.getByRole('combobox', { name: 'Label of the group' }).fill('forgot abs')
  await page.keyboard.press('Enter')
  const labelled = group(page, /1063 96/)
  await expect(labelled).toContainText('forgot abs')
  await lab.send({ student: 'Late', device: 'late', question: '3', type: 'ndarray', data: '[1063, 96]' })
  // The count changes in place; a new name, which could move the cards below, waits for the reader to go.
  await expect(labelled).toContainText('10 of 29')
  await expect(labelled).not.toContainText('Late')
  await labelled.blur()
  await page.mouse.move(2, 2)
  await expect(labelled).toContainText('Late')
  await expect(labelled).toContainText('forgot abs')
  await labelled.getByRole('button', { name: 'Delete forgot abs' }).click()
  await expect(labelled).not.toContainText('forgot abs')
  await undo(page).click()
  await expect(labelled).toContainText('forgot abs')
})

test('an expected answer judges earlier and later records at once', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await setRule(page, 'exactly the expected answer', 'Expected answer', '[1063, 35]')
  await expect(counts(page)).toContainText('15 right')
  await expect(counts(page)).toContainText('13 wrong')
  await expect(group(page, /15 students/)).toContainText(/Right: the expected answer, \[?1063/)
  await lab.send({ student: 'Late', device: 'late', question: '3', type: 'ndarray', data: '[1063, 35]' })
  await expect(counts(page)).toContainText('16 right')
  await page.keyboard.press('Escape')
  await undo(page).click()
  await expect(counts(page)).not.toContainText('right')
})

test('what is marked on a group wins over a rule, and the page says so', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await setRule(page, 'exactly the expected answer', 'Expected answer', '[1063, 35]')
  await expect(counts(page)).toContainText('13 wrong')
  await group(page, /35 1063/)
    .getByRole('button', { name: 'Right', exact: true })
    .click()
  await expect(counts(page)).toContainText('18 right')
  await expect(group(page, /35 1063/)).toContainText('You marked this group as right.')
  await expect(rules(page)).toContainText('Your mark on 1 group overrides the rule.')
  await group(page, /1063 96/)
    .getByRole('button', { name: 'Remove the rule' })
    .click()
  await expect(counts(page)).toContainText('3 right')
  await expect(counts(page)).not.toContainText('wrong')
})

test('a tolerance, one of several, and a pattern judge too; a wrong pattern is said in its place', async ({
  lab,
  page,
}) => {
  await sendClass(lab, 6, (i) => ({ question: '1', type: 'ndarray', data: `[${1 + i / 1000}]` }))
  await sendClass(lab, 6, (i) => ({
    question: '2',
    data: ['Paris', 'paris ', 'Lyon', 'London', 'Rome', ''][i] ?? '',
  }))
  await open(page, '1')
  await setRule(page, 'a number, within a tolerance', 'Expected answer', '1')
  await rules(page).getByLabel('absolute tolerance').first().fill('0.0025')
  await page.keyboard.press('Enter')
  await expect(counts(page)).toContainText('3 right')

  await open(page, '2')
  await setRule(page, 'text matching a pattern', 'Pattern', '(Par')
  await expect(rules(page).getByRole('textbox', { name: 'Pattern' })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('The pattern is not a regular expression')).toHaveCount(1)
  await expect(counts(page)).not.toContainText('right')
  await rules(page).getByRole('textbox', { name: 'Pattern' }).fill('^(P|L)')
  await page.keyboard.press('Enter')
  await expect(counts(page)).toContainText('3 right')
  await expect(rules(page).getByRole('textbox', { name: 'Pattern' })).not.toHaveAttribute(
    'aria-invalid',
    'true',
  )

  await rules(page).getByRole('radio', { name: 'one of several answers' }).click()
  await rules(page).getByRole('textbox', { name: 'Expected answer' }).fill('Paris\nRome')
  await rules(page).getByRole('textbox', { name: 'Expected answer' }).blur()
  await expect(counts(page)).toContainText('2 right')
})

test('my own record is the reference, whenever I send it', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await rules(page).getByRole('radio', { name: 'my own answer' }).click()
  await expect(rules(page)).toContainText('You haven’t sent one yet')
  await expect(counts(page)).not.toContainText('right')
  await lab.send({ student: lab.owner, device: 'own', question: '3', type: 'ndarray', data: '[1063, 35]' })
  await expect(group(page, /1063 35/)).toContainText('the reference')
  await expect(counts(page)).toContainText('right')
})

test('what counts as alike is set here and regroups at once', async ({ lab, page }) => {
  await sendClass(lab, 4, (i) => ({ question: '1', data: i % 2 ? 'Paris' : 'paris' }))
  await sendClass(lab, 4, (i) => ({ question: '2', type: 'ndarray', data: `[${1 + i / 100}]` }))
  const loop = (name: string) => `for ${name} in range(3):\n    print(${name})\n`
  await sendClass(lab, 4, (i) => ({ question: '3', type: 'code', data: loop(i % 2 ? 'i' : 'j') }))
  await open(page, '1')
  await expect(groups(page)).toHaveCount(2)
  await rules(page).getByText('ignored', { exact: true }).click()
  await expect(groups(page)).toHaveCount(1)
  await expect(page.getByText('Regrouped.')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(groups(page)).toHaveCount(2)

  await open(page, '2')
  await expect(groups(page)).toHaveCount(4)
  await rules(page).getByLabel('absolute tolerance').fill('0.5')
  await page.keyboard.press('Enter')
  await expect(groups(page)).toHaveCount(1)
  await rules(page).getByLabel('absolute tolerance').fill('none')
  await expect(rules(page)).toContainText('A number of 0 or more')

  await open(page, '3')
  await expect(groups(page)).toHaveCount(2)
  await rules(page).getByText('ignored', { exact: true }).click()
  await expect(groups(page)).toHaveCount(1)
})

test('groups do not reorder under the reader until asked', async ({ lab, page }) => {
  await sendClass(lab, 3, () => ({ data: 'first' }))
  await sendClass(lab, 2, (i) => ({ student: `B${i}`, device: `b${i}`, data: 'second' }))
  await open(page, '1')
  await expect(groups(page)).toHaveCount(2)
  await sendClass(lab, 4, (i) => ({ student: `C${i}`, device: `c${i}`, data: 'second' }))
  await lab.send({ student: 'D', device: 'd', data: 'third' })
  await expect(groups(page)).toHaveCount(3)
  // Who comes is counted; a name would move what stands below.
  await expect(groups(page).nth(1)).toContainText(/B\d, B\d and 4 more/)
  await expect(groups(page).first()).toContainText('first')
  await page.getByRole('button', { name: 'Largest first' }).click()
  await expect(groups(page).first()).toContainText('second')
  await expect(groups(page).first()).toContainText('C3')
  await expect(page.getByRole('button', { name: 'Largest first' })).toBeHidden()
})

test('a message goes to the students of a group alone', async ({ lab, page }) => {
  await lab.send({ student: 'Right', device: 'Right', data: 'yes' })
  await lab.send({ student: 'Wrong', device: 'Wrong', data: 'no' })
  await open(page, '1')
  const wrong = lab.listen('Wrong')
  await group(page, /no/).focus()
  await page.keyboard.press('a')
  const form = page.getByRole('dialog', { name: 'Message the student in this group' })
  await expect(form.getByRole('group', { name: 'Goes to' })).toHaveText(/Wrong.*Question: 1.*no/)
  await form.getByRole('textbox', { name: 'Text' }).fill('Check again')
  await form.getByRole('button', { name: 'Send' }).click()
  expect(JSON.stringify(await wrong)).toContain('Check again')
  await expect(page.getByText('Sent to this student only.')).toBeVisible()
})

test('members lead to their record, a group to its records', async ({ lab, page }) => {
  await sendKmeans(lab)
  await open(page, '3')
  await groups(page)
    .nth(3)
    .getByRole('link', { name: nameOf(27) })
    .click()
  await expect(page.getByRole('complementary')).toContainText('331')
  await page.goBack()
  await groups(page).nth(2).getByRole('link', { name: 'In Records' }).click()
  await expect(page).toHaveURL(/#\/records\?student=\d+&student=\d+&student=\d+&question=3/)
})

test('numbers show how they are spread, in forms and not in hues alone', async ({ lab, page }) => {
  await sendClass(lab, 12, (i) => ({ question: '1', type: 'ndarray', data: `[${i % 3}]` }))
  await sendClass(lab, 40, (i) => ({
    question: '2',
    type: 'ndarray',
    data: i === 7 ? '[NaN]' : `[${i * 0.7}]`,
  }))
  await open(page, '1')
  await expect(groups(page)).toHaveCount(3)
  await page.keyboard.press('r')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('w')
  await expect(counts(page)).toContainText('4 wrong')
  const dots = rules(page).getByRole('img', { name: /Distribution of the answers/ })
  await expect(dots.locator('rect')).toHaveCount(4)
  await expect(dots.locator('circle')).toHaveCount(8)
  await open(page, '2')
  await expect(rules(page).locator('.recharts-bar-rectangle:visible').first()).toBeVisible()
  await expect(rules(page)).toContainText('Not shown: nan (1)')
})

test('200 answers that are all different, long code, plots and broken ones can be read', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  await sendClass(lab, 200, (i) => ({ question: '1', data: `answer ${i}` }))
  const long = Array.from({ length: 300 }, (_, i) => `x${i} = ${i}`).join('\n')
  await lab.send({ question: '2', type: 'code', data: long })
  await lab.send({ question: '2', student: 'B', device: 'b', type: 'ndarray', data: '[[1, 2], [3' })
  await lab.send({ question: '2', student: 'C', device: 'c', type: 'image', file: plot((x) => x) })
  await open(page, '1')
  await expect(groups(page)).toHaveCount(200)
  await page.keyboard.press('ArrowDown')
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown')
  await expect(groups(page).nth(30)).toBeFocused()
  await expect(groups(page).nth(30)).toBeInViewport()

  await open(page, '2')
  await expect(groups(page)).toHaveCount(3)
  await expect(page.getByText('x10 = 10')).toBeVisible()
  await expect(page.getByText('x11 = 11')).toBeHidden()
  await page.getByRole('button', { name: '+ 289 lines' }).click()
  await expect(page.getByText('x299 = 299')).toBeVisible()
  await expect(page.getByText(/Incomplete/)).toBeVisible()
  await expect(groups(page).locator('img')).toBeVisible()
})

test('a question before its first answer says so, and its rules can be set', async ({ lab, page }) => {
  await lab.send({ question: '1' })
  await open(page, '2b')
  await expect(page.getByText('Nobody has sent question 2b yet')).toBeVisible()
  await setRule(page, 'exactly the expected answer', 'Expected answer', '42')
  await lab.send({ question: '2b', type: 'ndarray', data: '[42]' })
  await expect(group(page, /42/)).toContainText('Right: the expected answer, 42.')
})

test('hidden names stay hidden, and a bar of the dashboard leads here', async ({ lab, page }) => {
  await sendKmeans(lab)
  await openTab(page, 'Dashboard')
  await page
    .getByRole('link', { name: /Question 3/ })
    .first()
    .click()
  await expect(groups(page)).toHaveCount(4)
  await page.keyboard.press('h')
  await expect(groups(page).first()).toContainText(/Student \d\d/)
  for (let i = 0; i < 28; i++) await expect(page.locator('body')).not.toContainText(nameOf(i))
})

test('it passes axe in both themes, in French and in a small window', async ({ lab, page }) => {
  await sendKmeans(lab)
  await sendClass(lab, 20, (i) => ({ question: '4', type: 'ndarray', data: `[${i * 1.1}]` }))
  await open(page, '3')
  await page.keyboard.press('r')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('l')
  await page.keyboard.type('forgot abs')
  await page.keyboard.press('Enter')
  await expect(page.getByText('forgot abs').first()).toBeVisible()
  await page.evaluate(() => localStorage.setItem('npt.language', 'fr'))
  await page.reload()
  await expect(page.getByText('Réponses, regroupées')).toBeVisible()
  await page.setViewportSize({ width: 1024, height: 700 })
  for (const question of ['3', '4']) {
    await open(page, question)
    await expect(groups(page).first()).toBeVisible()
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    expect(await objections(page, 'main')).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await objections(page, 'main', 'contrast')).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024)
})
