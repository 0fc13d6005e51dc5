import type { Page } from '@playwright/test'

import { call } from './classroom'
import { expect, goTo, test } from './lab'

const ONLY_A_PART = /Not checked: only a part of this answer was sent/

/** The group of the named students. */
const groupOf = (page: Page, ...names: string[]) =>
  names.reduce(
    (found, name) => found.filter({ has: page.getByRole('link', { name, exact: true }) }),
    page.getByRole('article'),
  )

async function open(page: Page, question: string): Promise<void> {
  await goTo(page, `/question/${question}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(question)
}

/** Right is what is like the owner's own record. */
async function judgeByOwn(page: Page, question: string): Promise<void> {
  const check = { kind: 'record', expected: [], relative: 0, absolute: 0, pattern: '', recordId: 0 }
  await call(page, 'SetCheck', { sessionId: 1, partId: 0, question }, check)
}

test('values that differ only in what is not sent are never right by the own record', async ({
  lab,
  page,
}) => {
  test.setTimeout(180_000)
  const cell = [
    'import requests',
    `exec(requests.get("${lab.notebooks}/get-send-code").content)`,
    "npt_config = {'session_name': 'lab-1', 'session_owner': 'prof', 'log': False}",
  ].join('\n')
  const printed = await lab.runPython(cell, 'pairs.py')
  const pairs = printed
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  expect(pairs.length).toBeGreaterThanOrEqual(40)

  for (const [question = '', verdict = ''] of pairs) {
    await judgeByOwn(page, question)
    await open(page, question)
    await test.step(question, async () => {
      await expect.soft(groupOf(page, 'prof', 'equal'), question).toHaveAttribute('data-verdict', 'right')
      await expect.soft(groupOf(page, 'other'), question).toHaveAttribute('data-verdict', verdict || 'none')
      if (verdict === '') await expect.soft(groupOf(page, 'other'), question).toContainText(ONLY_A_PART)
    })
  }
})

test('what an earlier notebook left out is not judged, and the page says so', async ({ lab, page }) => {
  const rows = JSON.stringify(Array.from({ length: 60 }, (_, i) => [i]))
  const table = (length: number) =>
    `{"columns": ["age"], "rows": ${rows}, "shape": [${length}, 1], "dtypes": ["int64"]}`
  await lab.send({ student: 'prof', device: 'p', question: '1', type: 'table', data: table(500) })
  await lab.send({ student: 'Alice', device: 'a', question: '1', type: 'table', data: table(500) })
  await lab.send({ student: 'Bob', device: 'b', question: '1', type: 'table', data: table(501) })
  await judgeByOwn(page, '1')
  await open(page, '1')

  const together = groupOf(page, 'prof', 'Alice')
  await expect(together).toContainText('only a part compared')
  await expect(together).toContainText(ONLY_A_PART)
  await expect(together).toHaveAttribute('data-verdict', 'none')
  await expect(groupOf(page, 'Bob')).toHaveAttribute('data-verdict', 'wrong') // that is certain
  const rules = page.getByRole('complementary', { name: 'Rules of this question' })
  await expect(rules).toContainText('2 answers are not checked, because only a part of each was compared.')

  // The teacher decides, and the record says the same when it is opened.
  await together.getByRole('button', { name: 'Right' }).click()
  await expect(together).toContainText('You marked this group as right.')
  await together.getByRole('link', { name: 'Alice' }).click()
  await expect(page.getByText('Only a part of this answer was sent, and nothing to compare')).toBeVisible()
})

test('statistics of a sample say so, and a table names its index', async ({ lab, page }) => {
  const stats = '"stats": {"min": 0.0, "max": 0.0, "mean": 0.0, "std": 0.0, "nan": 0, "sampled": 1000000}'
  const array = `{"shape": [6000000], "dtype": "float64", ${stats}, "corners": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]}`
  const names = '"names": {"index": ["city"], "columns": ["month"]}'
  const table = `{"columns": ["1"], "rows": [[21]], "shape": [1, 1], "index": ["Paris"], ${names}}`
  await lab.send({ question: '1', type: 'ndarray', data: array })
  await lab.send({ question: '2', type: 'table', data: table })
  await goTo(page, '/records')
  await page.locator('[data-question="1"]').click()
  await expect(page.getByText('from a sample of 1,000,000 of 6,000,000 values')).toBeVisible()
  await page.locator('[data-question="2"]').click()
  await expect(page.getByRole('cell', { name: 'month → city ↓' })).toBeVisible()
})
