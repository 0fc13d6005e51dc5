import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, openTab, test } from './lab'

const picture = readFileSync(path.resolve(import.meta.dirname, '../../build/appicon.png'))

test('every type shows as what it is', async ({ lab, page }) => {
  await lab.send({ question: '1', type: 'ndarray', data: '[[1063, NaN], [-Infinity, 1e-320]]' })
  await lab.send({ question: '2', type: 'code', data: 'def keep(x):\n    return x < 3\n' })
  await lab.send({ question: '3', type: 'dict', data: '{"inertia": {"2": 0.71}, "none": null}' })
  await lab.send({ question: '4', type: 'list', data: '["a", [true]]' })
  await lab.send({ question: '5', type: 'image', file: picture })
  await lab.send({ question: '6', type: 'ndarray', data: '[42]' })
  await lab.send({ question: '7', type: 'latex', data: String.raw`\frac{1}{2}` })
  await lab.send({ question: '8', type: 'sometype', data: 'kept as text' })
  await lab.send({ question: '9', type: 'ndarray', data: '[[1, 2], [3' })
  await openTab(page, 'Records')

  const row = (question: string) => page.locator(`[data-question="${question}"]`)
  for (const value of ['1063', 'nan', '-inf', '1e-320']) await expect(row('1')).toContainText(value)
  await expect(row('2').locator('.hljs-keyword').first()).toHaveText('def')
  await expect(row('3')).toContainText('inertia')
  await expect(row('4')).toContainText("['a', [True]]")
  await expect(row('5').getByRole('img', { name: /^Picture of 1024/ })).toBeVisible()
  await expect(row('6')).toContainText('42')
  await expect(row('7').locator('.katex')).toBeVisible()
  await expect(row('8')).toContainText('kept as text')
  await expect(row('9')).toContainText('Incomplete')

  await row('2').click()
  const panel = page.getByRole('complementary')
  await expect(panel).toContainText('return x < 3')
  await page.keyboard.press('ArrowDown') // newest first: the one below is question 1
  await expect(panel).toContainText('1063')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('what a student sent never runs in the window', async ({ lab, page }) => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
  await lab.send({ student: evil, question: '<b>1</b>', data: evil })
  await lab.send({ student: evil, question: '2', type: 'code', data: evil })
  await lab.send({
    student: evil,
    question: '3',
    type: 'latex',
    data: String.raw`\href{javascript:alert(1)}{x} \includegraphics{http://x/y}`,
  })
  await lab.send({ student: evil, question: '4', type: 'dict', data: JSON.stringify({ [evil]: evil }) })
  const title = 'lab-1 · Notebook Progress Tracker'
  await expect(page).toHaveTitle(title)
  for (const tab of ['Index', 'Records', 'Dashboard', 'Sessions']) {
    await openTab(page, tab)
    await expect(page.getByRole('main')).toBeVisible()
    expect(await page.locator('main img[src="x"], main script, main a[href^="javascript"]').count()).toBe(0)
  }
  await openTab(page, 'Records')
  await expect(page.locator('[data-question="<b>1</b>"]')).toContainText(evil)
  await page.locator('[data-question="4"]').click()
  await expect(page.getByRole('complementary')).toContainText('onerror')
  expect(await page.title()).toBe(title)
})

test('two students of one name stand apart', async ({ lab, page }) => {
  await lab.send({ device: 'a1' })
  await lab.send({ device: 'b2' })
  await openTab(page, 'Records')
  await expect(page.getByText('Alice', { exact: true })).toBeVisible()
  await expect(page.getByText('Alice #2', { exact: true })).toBeVisible()
})

test('an export is a file that the browser saves', async ({ lab, page }) => {
  await lab.send({ data: 'to be exported' })
  await openTab(page, 'Records')
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const saved = await (await download).path()
  expect((await download).suggestedFilename()).toBe('lab-1.csv')
  expect(readFileSync(saved, 'utf8')).toContain('to be exported')
})
