import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, goTo, test } from './lab'
import { RecordsPage } from './recordsPage'

const picture = readFileSync(path.resolve(import.meta.dirname, '../../build/appicon.png'))

test('an array is typeset with elision, in slices, and plain', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const cube = [0, 1].map((k) => Array.from({ length: 30 }, (_, r) => [k, r, 0.5]))
  await lab.send({ question: '1', type: 'ndarray', data: JSON.stringify(cube) })
  await records.open()
  await expect(records.row('1')).toContainText('2 × 30 × 3 array')
  await records.row('1').click()
  await expect(records.panel).toContainText('Slice [0, :, :], 1 of 2')
  await expect(records.panel).toContainText('⋮')
  await page.getByRole('button', { name: 'Next slice' }).click()
  await expect(records.panel).toContainText('Slice [1, :, :], 2 of 2')
  await records.panel.getByText('Plain').click()
  await expect(records.panel.getByRole('group', { name: 'Array' })).toContainText('[1,29,0.5]')
})

/** What Python writes of the values that python_values.py sends, with six digits. */
const WRITTEN: [question: string, row: string][] = [
  ['keys', "{2: 0.7104, '2': (1098, 2)}"],
  ['tuple', '(1098, 2)'],
  ['one', '(1,)'],
  ['sets', '[{1, 3}, set(), frozenset({2})]'],
  ['texts', `[b'ab', "b'ab'", (1+2j), None, True]`],
  ['floats', '[1.0, -0.0, nan, inf, -1e+300]'],
  ['array', "{'w': array([0.5, 2.0])}"],
  ['number', '59310.5'],
  ['array of one', '[42]'],
]

/** What the panel has otherwise: all digits, and an array between brackets that are drawn. */
const OPENED: Partial<Record<string, string>> = {
  keys: "{2: 0.7103999999999999, '2': (1098, 2)}",
  'array of one': 'array, 1',
}

test('a value is shown as Python had it: row, panel, gallery, question', async ({ lab, page }) => {
  test.setTimeout(120_000)
  const records = new RecordsPage(page)
  const cell = [
    'import requests',
    `exec(requests.get("${lab.notebooks}/get-send-code").content)`,
    "npt_config = {'session_name': 'lab-1', 'session_owner': 'prof', 'log': False}",
  ].join('\n')
  await lab.runPython(cell, 'python_values.py')
  const of = (question: string) => `?student=1&question=${encodeURIComponent(question)}`
  for (const [question, text] of WRITTEN) {
    await test.step(question, async () => {
      await goTo(page, `/records${of(question)}`)
      await expect(records.rows.first()).toContainText(text)
      await records.rows.first().click()
      await expect(records.panel).toContainText(OPENED[question] ?? text)
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await expect(page.getByRole('gridcell').first()).toContainText(text)
      await goTo(page, `/question/${encodeURIComponent(question)}`)
      await expect(page.getByRole('article')).toContainText(text)
    })
  }

  await goTo(page, `/records${of('number')}`)
  await records.rows.first().click()
  await expect(records.panel).toContainText('number, float')
  await goTo(page, `/records${of('large')}`)
  await records.rows.first().click()
  await expect(records.panel).toContainText("'weights'list of 3")
  await expect(records.panel).toContainText('tuple of 2')
  const right = (text: string) =>
    records.panel.getByText(text, { exact: false }).evaluate((each) => {
      const range = document.createRange()
      const at = each.textContent.indexOf('.')
      const node = each.firstChild
      if (!node) return 0
      range.setStart(node, 0)
      range.setEnd(node, at)
      return range.getBoundingClientRect().right
    })
  expect(Math.abs((await right('12.5')) - (await right('0.123456789')))).toBeLessThan(1)
})

test('a list or dict is a tree that folds', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const long = 'long'.repeat(20)
  await lab.send({ type: 'dict', data: `{"outer": {"inner": {"deep": [1, "two", null, "${long}"]}}}` })
  await records.open()
  await records.row('1').click()
  await expect(records.panel).toContainText('inner')
  await expect(records.panel).not.toContainText('two')
  await records.panel.getByRole('button', { name: 'Open all' }).click()
  await expect(records.panel).toContainText('two')
  await records.panel.getByRole('button', { name: 'Close all' }).click()
  await expect(records.panel).not.toContainText('inner')
})

test('code has its lines numbered and its colours; it is copied to the letter', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const source = 'def f(x):\n    return "<b>" + x  # é\n'
  await lab.send({ type: 'code', data: source })
  await records.open()
  await records.row('1').click()
  await expect(records.panel.locator('.hljs-keyword').first()).toHaveText('def')
  await records.panel.getByRole('button', { name: 'Copy' }).click()
  await expect(records.panel.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(source)
})

test('a picture enlarges; arrow keys go through the pictures of the list, and the panel follows', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  for (const question of ['1', '2', '3']) {
    await lab.send({ question, type: 'image', file: picture })
    await lab.send({ question: `${question}t`, data: 'between' })
  }
  await records.open()
  await records.row('3').click()
  await records.panel.getByRole('button', { name: 'Enlarge' }).click()
  const box = page.getByRole('dialog', { name: 'Pictures, large' })
  await expect(box).toBeVisible()
  await expect(box).toContainText('Question 3')
  await page.keyboard.press('h')
  await expect(box).toContainText(/Student \d\d · Question 3/)
  await expect(page.getByText('Alice')).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await expect(box.locator('.yarl__slide_current')).toContainText('Question 2')
  await expect(box.locator('.yarl__slide_current img')).toHaveAttribute('src', /^data:image\/png/)
  const width = () =>
    box.locator('.yarl__slide_current img').evaluate((image) => image.getBoundingClientRect().width)
  const before = await width()
  await box.getByRole('button', { name: /^Zoom in/ }).click()
  await expect.poll(width).toBeGreaterThan(before * 1.2)
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(records.panel.getByRole('heading').first()).toBeVisible()
  expect(page.url()).toContain('record=')
  await expect(records.row('2')).toHaveAttribute('data-open', 'true')
})

test('what is broken says what it is, and the rows around it stand', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({ question: '1', type: 'ndarray', data: '[[1, 2], [3' })
  await lab.send({ question: '2', type: 'image', file: picture.subarray(0, 400) })
  await lab.send({ question: '3', type: 'ndarray', data: '{"shape": [10000000], "dtype": "float64"}' })
  await lab.send({ question: '4', type: 'latex', data: String.raw`\frac{1` })
  await lab.send({ question: '5', data: 'fine' })
  // Typeset, these two would take the page's whole stack, and minutes.
  const nested = String.raw`\sqrt{`.repeat(500) + 'x' + '}'.repeat(500)
  const growing = String.raw`\def\a{` + 'x'.repeat(1000) + '}' + String.raw`\a`.repeat(199)
  await lab.send({ question: '6', type: 'latex', data: nested })
  await lab.send({ question: '7', type: 'latex', data: growing })
  await lab.send({ question: '8', type: 'latex', data: String.raw`x = 1 \tag{1}` })
  await records.open()
  await expect(records.rows).toHaveCount(8)
  await expect(records.row('1')).toContainText('Incomplete: the data ends at character 11')
  await expect(records.row('2')).toContainText('Incomplete image')
  await expect(records.row('4')).toContainText(String.raw`\frac{1`)
  for (const question of ['1', '2', '3', '4', '5']) {
    await records.row(question).click()
    await expect(records.panel).toBeVisible()
  }
  for (const question of ['4', '6', '7']) {
    await records.row(question).click()
    await expect(records.panel.getByRole('heading').first()).toBeVisible()
    await expect(records.panel.getByRole('math')).toHaveAttribute('data-failed', 'true')
    await expect(records.panel).toContainText('This LaTeX can’t be typeset')
  }
  await records.row('8').click()
  await expect(records.panel.locator('.katex')).toContainText('(1)')
  await records.row('1').click()
  await expect(records.panel).toContainText('[[1, 2], [3')
})
