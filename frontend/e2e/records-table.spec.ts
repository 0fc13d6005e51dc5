import { objections } from './axe'
import { expect, test } from './lab'
import { open } from './places'
import { disc, RecordsPage, sendAll, sendGroups } from './recordsPage'

test('the table sorts by each column, by click and by key, and says so', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({ student: 'Bea', device: 'b', question: '10', data: 'x' })
  await lab.send({ student: 'Ada', device: 'a', question: '2', data: 'y' })
  await lab.send({ student: 'Ada', device: 'a', question: '2', data: 'z' })
  await records.open()
  await expect(records.rows.first()).toContainText('Ada')
  const head = (name: string) => page.getByRole('columnheader', { name })
  await expect(head('Time')).toHaveAttribute('aria-sort', 'descending')
  const expected = [
    ['Student', 'ascending', 'Ada'],
    ['Question', 'ascending', 'Ada'],
    ['Answer', 'ascending', 'Bea'],
    ['Attempts', 'descending', 'Ada'],
    ['Time', 'descending', 'Ada'],
  ] as const
  for (const [name, order, first] of expected) {
    await head(name).getByRole('button').click()
    await expect(head(name)).toHaveAttribute('aria-sort', order)
    await expect(records.rows.first()).toContainText(first)
  }
  await head('Student').getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(head('Student')).toHaveAttribute('aria-sort', 'descending')
  await expect(records.rows.first()).toContainText('Bea')
})

test('a time is relative in the row and exact on hover', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({})
  await records.open()
  const time = records.rows.first().locator('time')
  await expect(time).toHaveText(/^\d+\ss$/)
  await expect(time).toHaveAttribute('title', /\d:\d\d:\d\d/)
})

test('at the top new records come in with a tint; further down they wait, and nothing moves', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  await page.emulateMedia({ reducedMotion: 'reduce' }) // a row that still slides stands at no place
  await sendAll(
    lab,
    Array.from({ length: 8 }, (_, i) => `S${String(i)}`),
    Array.from({ length: 10 }, (_, i) => String(i)),
  )
  await records.open()
  await lab.send({ student: 'New', device: 'n', data: 'fresh one' })
  await expect(records.rows.first()).toContainText('fresh one')
  await expect(records.rows.first()).toHaveAttribute('data-fresh', 'true')

  await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 500 }))
  await expect(page.getByText('paused at')).toBeVisible()
  const placesOf = () =>
    records.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        top: row.getBoundingClientRect().top,
        text: row.textContent.replace(/\d+\ss$/, ''),
      })),
    )
  const before = await placesOf()
  for (const question of ['1', '2', '3']) {
    await lab.send({ student: 'New', device: 'n', question, data: `waits ${question}` })
  }
  await expect(page.getByRole('button', { name: '3 new' })).toBeVisible()
  const after = await placesOf()
  expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
  expect(after.map(({ top }) => top)).toEqual(before.map(({ top }) => top))
  await page.keyboard.press('Home')
  await expect(records.rows.first()).toContainText('waits 3')
  await expect(page.getByRole('button', { name: /new$/ })).toBeHidden()

  // At the top too, while the pointer or the keyboard's focus is in the list.
  await records.rows.first().hover()
  await lab.send({ student: 'New', device: 'n', question: '4', data: 'waits 4' })
  await expect(page.getByText('hidden while the pointer is on the list')).toBeVisible()
  await expect(records.rows.first()).toContainText('waits 3')
  await page.keyboard.press('Home')
  await expect(records.rows.first()).toContainText('waits 4')
  await lab.send({ student: 'New', device: 'n', question: '5', data: 'waits 5' })
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(records.rows.first()).toContainText('waits 4')
  await records.pointAway()
  await expect(records.rows.first()).toContainText('waits 5')
  await page.getByRole('grid').focus()
  await lab.send({ student: 'New', device: 'n', question: '6', data: 'waits 6' })
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await page.getByRole('grid').blur()
  await expect(records.rows.first()).toContainText('waits 6')
})

test('further down no row is skipped for one that is sent again meanwhile', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const students = Array.from({ length: 10 }, (_, i) => `S${String(i)}`)
  const questions = Array.from({ length: 25 }, (_, i) => String(i + 1))
  await sendAll(lab, students, questions)
  await records.open()
  await expect(records.count).toHaveText('250 answers')
  const grid = page.getByRole('grid')
  await records.rows.first().click()
  await page.keyboard.press('End') // where nothing was read yet
  await expect(records.panel).toContainText('S0 1')
  await page.keyboard.press('Escape')
  await expect(records.panel).toBeHidden()
  await records.pointAway()
  await page.keyboard.press('Home')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await grid.evaluate((list) => list.scrollTo({ top: 400 }))
  await expect(page.getByText('paused at')).toBeVisible()
  for (const question of ['25', '24', '23']) await lab.send({ student: 'S9', device: 'S9', question })
  await expect(page.getByRole('button', { name: '3 new' })).toBeVisible()
  const seen = new Set<string>()
  for (let at = 400; at < 250 * 36; at += 360) {
    await grid.evaluate((list, top) => list.scrollTo({ top }), at)
    await expect(grid.getByRole('row').nth(12)).toHaveAttribute('data-record', /./)
    const shown = await records.rows.evaluateAll((rows) =>
      rows.map((row) => `${row.children[2]?.textContent} ${(row as HTMLElement).dataset.question}`),
    )
    for (const row of shown) seen.add(row)
  }
  // S9's newest were read before they were sent again; all others are still what they were.
  const expected = students.flatMap((student) => questions.map((question) => `${student} ${question}`))
  expect(expected.filter((text) => !seen.has(text) && !text.startsWith('S9 2'))).toEqual([])
})

test('while a record is open or selected, what comes in waits', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({ data: 'first' })
  await records.open()
  await records.rows.first().click()
  await lab.send({ student: 'Bob', device: 'b', data: 'second' })
  await expect(page.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(records.rows).toHaveCount(1)
  await records.pointAway()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(records.rows).toHaveCount(2)

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expect(records.selected).toBeVisible()
  await lab.send({ student: 'Cem', device: 'c', data: 'third' })
  await page.waitForTimeout(500)
  await expect(records.rows).toHaveCount(2)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Home')
  await expect(records.rows).toHaveCount(3)
})

test('everything in the table goes by keyboard: move, peek, open, let go a step a press', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  await sendAll(lab, ['Ada', 'Bea'], ['1', '2'])
  await records.open()
  await expect(records.rows).toHaveCount(4)
  await page.keyboard.press('End')
  await expect(records.rows.last()).toHaveAttribute('data-cursor', 'true')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(records.panel).toContainText('Bea 2')
  await page.keyboard.press('ArrowDown')
  await expect(records.panel).toContainText('Bea 1')
  await page.keyboard.press('Space')
  await expect(records.panel).toBeHidden()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(records.panel).toContainText('Ada 1')
  await records.addFilter('Ada')
  await page.keyboard.press('x')
  await expect(records.selected).toBeVisible()
  for (const gone of [records.selected, records.panel]) {
    await page.keyboard.press('Escape')
    await expect(gone).toBeHidden()
  }
  await page.keyboard.press('Escape') // the cursor
  await page.keyboard.press('Escape')
  await expect(records.chip('student')).toBeHidden()
  await expect(records.rows).toHaveCount(4)
})

test('a mark on one record shows on its whole group, in the panel and in another window, and can be taken back', async ({
  lab,
  page,
  context,
}) => {
  const records = new RecordsPage(page)
  await sendGroups(lab, page)
  await records.open()
  const rowOf = (of: RecordsPage, student: string) => of.rows.filter({ hasText: student })
  await expect(rowOf(records, 'Ada')).toContainText('Cluster sizes')
  await expect(disc(rowOf(records, 'Ada'), 'Not checked')).toBeVisible()
  const box = rowOf(records, 'Ada').getByRole('checkbox')
  await expect(box).toHaveCSS('opacity', '0')
  await rowOf(records, 'Ada').hover()
  await expect(box).toHaveCSS('opacity', '1')

  const other = new RecordsPage(await context.newPage())
  await other.page.goto(`${lab.console}#/records`)
  await expect(disc(rowOf(other, 'Ada'), 'Not checked')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('w')
  await expect(disc(rowOf(records, 'Ada'), 'Wrong')).toBeVisible()
  await expect(disc(rowOf(other, 'Ada'), 'Wrong')).toBeVisible({ timeout: 1000 })
  await expect(disc(rowOf(other, 'Cem'), 'Not checked')).toBeVisible()

  await page.keyboard.press('Enter')
  await expect(records.panel.getByRole('heading', { name: 'Cluster sizes' })).toBeVisible()
  await expect(records.panel).toContainText('You marked this group as wrong.')
  await page.keyboard.press('l')
  await expect(page.getByRole('combobox', { name: 'Label of the group' })).toBeFocused()
  await page.keyboard.type('forgot abs')
  await page.keyboard.press('Enter')
  await expect(rowOf(other, 'Ada')).toContainText('forgot abs')
  await records.panel.getByRole('button', { name: 'Remove mark', exact: true }).click()
  await expect(disc(rowOf(other, 'Ada'), 'Not checked')).toBeVisible()
  await expect(records.notice(/^Mark removed from 2 answers/)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(disc(rowOf(other, 'Ada'), 'Wrong')).toBeVisible()

  const head = other.page.getByRole('columnheader', { name: 'Verdict' })
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await expect(disc(other.rows.first(), 'Wrong')).toBeVisible()
  await records.panel.getByRole('link', { name: 'Same answer as 1 other' }).click()
  await expect(page.getByRole('article', { name: /^2 students/ })).toBeFocused()
})

test('the panel keeps the width that it was given', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({})
  await records.open()
  await records.rows.first().click()
  const width = async () => (await records.panel.boundingBox())?.width ?? 0
  const before = await width()
  const handle = page.getByRole('separator')
  await handle.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before + 40)
  const wide = await width()
  await page.reload()
  await expect.poll(width).toBeCloseTo(wide, -1)
  await page.setViewportSize({ width: 900, height: 600 })
  await expect(records.panel).toBeVisible() // over the list now
})

// What `axe.spec` does not see: no match, a comparison, answers of other kinds, a menu.
test('axe finds nothing in what few see, in both themes', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  const look = async (what: string, within?: string) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    expect(await objections(page, within), what).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    expect(await objections(page, within, 'contrast'), `${what}, dark`).toEqual([])
  }
  await sendAll(lab, ['Ada', 'Bea'], ['1', '2'])
  await lab.send({ question: '3', type: 'code', data: 'def f(x):\n    return abs(x)\n' })
  await lab.send({ question: '3', device: 'b', type: 'code', data: 'def f(x):\n    return x\n' })
  await lab.send({ question: '4', type: 'ndarray', data: '[[[1,2],[3,4]],[[5,6],[7,8]]]' })
  await lab.send({ question: '5', type: 'dict', data: '{"a": [1, {"b": 2}]}' })
  for (const place of ['/records?text=nothing+like+it', '/records/gallery?question=3']) {
    await open(page, { route: place })
    if (place.includes('gallery')) {
      await page.locator('[data-card]').nth(0).click()
      await page.locator('[data-card]').nth(1).click()
      await page.keyboard.press('d')
      await expect(page.locator('mark').first()).toBeVisible()
    }
    await look(place)
  }
  for (const question of ['3', '4', '5']) {
    await records.goTo(`/records?question=${question}`)
    await records.row(question).first().click()
    await expect(records.panel).toBeVisible()
    await look(question, 'aside')
  }
  // And what lies over a page.
  await records.panel.getByRole('button', { name: /^Actions for/ }).click()
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await look('menu', '[role="menu"]')
})
