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
