import type { Locator, Page } from '@playwright/test'

import { sendClass } from './class'
import { expect, goTo, type Lab, test } from './lab'

const groups = (page: Page) => page.getByRole('article')
const group = (page: Page, name: RegExp) => page.getByRole('article', { name })
const marked = (of: Locator) => of.locator('mark')

/** Twenty lines, of which the 15th is given. */
const fit = (line: string) =>
  `${Array.from({ length: 14 }, (_, i) => `x${String(i)} = step(${String(i)})`).join('\n')}\n${line}\n${'end()\n'.repeat(5)}`

/** Six of ten give the first answer, three the second, one the third; the second is the right one. */
async function send(lab: Lab): Promise<void> {
  const pick = (i: number, [a = '', b = '', c = '']: string[]) => (i < 6 ? a : i < 9 ? b : c)
  const all: [question: string, type: string, answers: string[]][] = [
    ['1', 'ndarray', ['[1063, 96]', '[1063, 35]', '[732, 331, 35]']],
    ['2', 'code', ['model.fit(X, tol=0)', 'model.fit(X, tol=1)', 'pass'].map(fit)],
    ['3', 'dict', ['{"a": 1, "b": [1, 2]}', '{"a": 1, "b": [1, 3]}', '{"a": 1}']],
    ['4', 'ndarray', ['[59318.2]', '[59310.5]', '[-59310.5]']],
    ['5', 'str', ['Two kinds of days', 'Two sorts of days', 'Rome']],
    ['6', 'str', ['alone', 'alone', 'alone']],
  ]
  for (const [question, type, answers] of all)
    await sendClass(lab, 10, (i) => ({ question, type, data: pick(i, answers) }))
}

async function open(page: Page, question: string, count = 3): Promise<void> {
  await goTo(page, `/question/${question}`)
  await expect(groups(page)).toHaveCount(count)
}

const heights = (page: Page) =>
  groups(page).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)))

test('each card marks what differs from the largest group, and from the right one as soon as there is one', async ({
  lab,
  page,
}) => {
  await send(lab)
  await open(page, '1')
  await expect(page.getByText('underlined: differs from the largest group')).toBeVisible()
  await expect(marked(group(page, /6 students/))).toHaveCount(0)
  await expect(marked(group(page, /3 students/))).toHaveText('35')
  await expect(group(page, /3 students/)).toContainText('[1]: 35 instead of 96')
  const before = await heights(page)
  await group(page, /3 students/)
    .getByRole('button', { name: 'Right', exact: true })
    .click()
  await expect(page.getByText('underlined: differs from the right answer')).toBeVisible()
  await expect(marked(group(page, /6 students/))).toHaveText('96')
  await expect(marked(group(page, /3 students/))).toHaveCount(0)
  await expect(marked(group(page, /1 student:/))).toHaveText(['732', '331'])
  await expect(group(page, /3 students/)).toContainText('others are compared with it')
  expect(await heights(page)).toEqual(before)

  // Of long code the lines that differ and those around them; the box is as high whatever is compared.
  await open(page, '2')
  await expect(marked(group(page, /3 students/))).toHaveText('1')
  await expect(group(page, /3 students/)).toContainText('x13 = step(13)')
  await expect(group(page, /3 students/)).toContainText('+ 9 lines')
  await expect(group(page, /6 students/)).toContainText('x0 = step(0)')
  const long = await heights(page)
  await group(page, /1 student:/)
    .getByRole('button', { name: 'Right', exact: true })
    .click()
  await expect(group(page, /6 students/)).not.toContainText('x0 = step(0)')
  await expect(marked(group(page, /3 students/))).toHaveCount(0)
  expect(await heights(page)).toEqual(long)
  await group(page, /6 students/)
    .getByRole('button', { name: '+ 9 lines' })
    .click()
  await expect(group(page, /6 students/)).toContainText('x0 = step(0)')

  await open(page, '3')
  await expect(marked(group(page, /3 students/))).toHaveText('3')
  await expect(group(page, /3 students/)).toContainText("['b'][1]: 3 instead of 2")
  await expect(group(page, /1 student:/)).toContainText('1 value is missing')
  await open(page, '4')
  await expect(group(page, /3 students/)).toContainText('7.7 less')
  await open(page, '5')
  await expect(marked(group(page, /3 students/))).toHaveText('sorts')
  await expect(group(page, /1 student:/)).toContainText('different words')
  await open(page, '6', 1)
  await expect(marked(groups(page))).toHaveCount(0)
  await expect(page.getByText('underlined:')).toHaveCount(0)
})

test('two to four groups are compared in place, code as a diff, and projected', async ({ lab, page }) => {
  const loop = (step: string) => `total = 0\nfor x in data:\n    total += ${step}\n`
  await sendClass(lab, 9, (i) => ({ type: 'code', data: loop(i < 4 ? 'x' : i < 7 ? 'x * x' : '1') }))
  await open(page, '1')
  // Code has no tolerance.
  await expect(page.getByRole('radio', { name: 'exactly the expected answer' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'a number, within a tolerance' })).toHaveCount(0)

  // Of one group alone: with the one that all are compared with.
  const compare = page.getByRole('region', { name: 'Compare' })
  const compared = compare.getByRole('article')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(group(page, /3 students/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(compared).toHaveText([/3 students.*total \+= x \* x/s, /4 students.*total \+= x/s])
  await page.keyboard.press('d')
  await expect(compared.locator('header')).toHaveText(/−.*3 students.*\+.*4 students/)
  await page.keyboard.press('Escape')
  await expect(compare).toBeHidden()
  await expect(group(page, /3 students/)).toBeFocused()

  await page.keyboard.press('x')
  await expect(page.getByText('Select one more group to compare')).toBeVisible()
  await group(page, /2 students/)
    .getByRole('button', { name: 'Select to compare' })
    .click()
  await page.getByRole('button', { name: 'Compare 2 groups' }).click()
  await expect(compared.locator('header')).toHaveText(/−.*2 students.*\+.*3 students/)
  await page.keyboard.press('d')
  await expect(compared).toHaveCount(2)
  // What two gave is nobody's to see.
  await page.getByRole('button', { name: 'Project these' }).click()
  const tiles = page.getByTestId('projector-wall').getByRole('listitem')
  await expect(tiles).toHaveText([/x \* x.*3/s])
  await page.keyboard.press('z')
  await expect(tiles).toHaveCount(2)
  await page.keyboard.press('p')

  // A fifth is not picked; one that is picked again is let go.
  await sendClass(lab, 5, (i) => ({ question: '2', data: `only ${i}` }))
  await open(page, '2', 5)
  for (let i = 0; i < 5; i++)
    await groups(page).nth(i).getByRole('button', { name: 'Select to compare' }).click()
  await expect(page.getByRole('button', { name: 'Compare 4 groups' })).toBeVisible()
  await groups(page).first().getByRole('button', { name: 'Select to compare' }).click()
  await expect(page.getByRole('button', { name: 'Compare 3 groups' })).toBeVisible()
})

/** What a student wrote as distance(a, b), and what it gives for `2, 3` and `[1, -2], k=2`. */
function wrote(code: string, ...came: string[]) {
  const inputs = ['2, 3', '[1, -2], k=2']
  const calls = came.map((data, i) =>
    data === 'late'
      ? { input: inputs[i], late: true }
      : { input: inputs[i], type: 'ndarray', data: `[${data}]` },
  )
  return {
    type: 'code',
    data: code,
    question: '3',
    ...(came.length > 0 && { calls: JSON.stringify({ calls }) }),
  }
}

test('functions are tried with inputs that are written here, and the page says in what they differ', async ({
  lab,
  page,
}) => {
  const loop = 'def distance(a, b=0, k=1):\n    while True:\n        pass\n'
  const ways = ['abs(a - b)', 'max(a, b) - min(a, b)']
  await sendClass(lab, 12, (i) => {
    if (i >= 10) return wrote(loop)
    if (i === 9) return wrote(loop, 'late', 'late')
    if (i > 6) return wrote('def distance(a, b=0, k=1):\n    return a - b\n', '-1', '3')
    return wrote(`def distance(a, b=0, k=1):\n    return ${ways[i % 2] ?? ''}\n`, '1', '3')
  })
  await open(page, '3', 4)
  const rules = page.getByRole('complementary', { name: 'Rules of this question' })
  const inputs = rules.getByLabel('Inputs, one per line')
  await inputs.fill('2, 3\n2 ** 3')
  await inputs.press('Control+Enter')
  await expect(rules.getByRole('alert')).toContainText('Line 2 has **, which cannot be tried')
  await inputs.fill('2, 3\n[1, -2], k=2')
  await rules.getByLabel('Expected outputs').fill('1\n3.0')
  await page.keyboard.press('Control+Enter')
  await expect(rules).toContainText('10 of 12 functions were tried with these.')
  await expect(rules.getByRole('radio', { name: 'outputs that I type' })).toBeChecked()
  await expect(page.getByTestId('question-counts')).toContainText('7 right')
  await expect(page.getByTestId('question-counts')).toContainText('3 wrong')
  await expect(groups(page).nth(1)).toContainText('distance(2, 3) gives -1, most give 1.')
  await expect(groups(page).nth(3)).toContainText('distance(2, 3) gives nothing in time, most give 1.')

  const right = groups(page).first()
  await right.focus()
  await page.keyboard.press('v')
  await expect(right.getByRole('listitem').filter({ hasText: '4 students' })).toContainText('abs(a - b)')
  await expect(right.getByRole('listitem').filter({ hasText: '3 students' })).toContainText('max(a, b)')
  await right.getByRole('button', { name: '2 ways to write it' }).click()
  await expect(right.getByRole('listitem').filter({ hasText: '3 students' })).toBeHidden()

  await page.keyboard.press('Control+z')
  await expect(inputs).toHaveValue('')
  await expect(rules.getByRole('radio', { name: 'only what I mark' })).toBeChecked()
})
