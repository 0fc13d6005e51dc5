import { askForHelp, call, nameOf, prepare, reachOf, recorded, sendAll } from './classroom'
import { grid, rowOf, names, bar, lineOf, figure, scrolls, tryAgain } from './dashboardPage'
import { expect, openTab, test } from './lab'

test('an empty room says what comes, and closed it says how it comes', async ({ lab, page }) => {
  await openTab(page, 'Dashboard')
  await expect(page.getByText('Nobody is here yet')).toBeVisible()
  await call(page, 'CloseSession', 1)
  await page.getByRole('button', { name: 'Open the session' }).click()
  await expect(page.getByText('Nobody is here yet')).toBeVisible()
  await lab.send({ student: 'Zoë' })
  await expect(rowOf(page, 'Zoë')).toBeVisible()
})

test('the glance tells who is seen, has started, is active, and how far the middle is', async ({
  lab,
  page,
}) => {
  const far = { Alice: 1, Bob: 3, Carol: 5 }
  for (const [student, questions] of Object.entries(far)) {
    for (let i = 1; i <= questions; i++) await lab.send({ student, device: student, question: String(i) })
  }
  void lab.listen('Dora').catch(() => undefined) // connected, and sent nothing
  await openTab(page, 'Dashboard')
  await expect(figure(page, /seen/)).toContainText('4students seen3 started')
  await expect(figure(page, /active/)).toContainText('3active, last 5 min')
  await expect(figure(page, /median/)).toContainText('3median questionfrom 1 to 5')
  await lab.send({ student: 'Dora', device: 'Dora', question: '1' })
  await expect(figure(page, /seen/)).toContainText('4students seen4 started')

  // After the end nobody is expected to send, nobody waits, and no minutes are counted, on the page that is open.
  await askForHelp(lab, 'Bob', 'it never ends')
  await expect(figure(page, /help/)).toContainText('1asks for help')
  await call(page, 'CloseSession', 1)
  await expect(figure(page, /active/)).toContainText('–active, last 5 minsession closed')
  await expect(figure(page, /help/)).toContainText('0ask for helpnobody is waiting')
  await expect(page.getByText('The session is closed: nobody is waiting for you.')).toBeVisible()
  await expect(figure(page, /length of the lab/)).toContainText(/^\d+\ss\s?length of the lab10 answers$/)
  const last = rowOf(page, 'Carol').getByRole('gridcell').last()
  await expect(last).toHaveText(/^\d+:\d+/)
})

test('40 students and 15 questions need no scrolling at 1280x800', async ({ lab, page }) => {
  await sendAll(lab, recorded(40))
  for (const question of ['12', '13', '14']) await lab.send({ student: nameOf(39), device: 'd39', question })
  await call(page, 'SetQuestions', 1, [{ label: '11', title: 'What do you conclude?' }])
  await openTab(page, 'Dashboard')
  await expect(grid(page).getByRole('rowheader')).toHaveCount(40)
  await expect(grid(page).getByRole('link')).toHaveCount(15)
  await expect.poll(() => scrolls(grid(page))).toBe(false)
  await expect.poll(() => scrolls(page.locator('main > div').first())).toBe(false)
  for (const name of await grid(page).getByRole('rowheader').all())
    await expect(name).toBeInViewport({ ratio: 1 })
})

test('a bar counts who sent its question, right, wrong and not judged, over the cells of the question', async ({
  lab,
  page,
}) => {
  for (const [i, data] of ['[2]', '[2]', '[3]', 'two'].entries()) {
    const type = data.startsWith('[') ? 'ndarray' : 'str'
    await lab.send({ student: `S${String(i)}`, device: `S${String(i)}`, question: '1', type, data })
  }
  const question = { sessionId: 1, partId: 0, question: '1' }
  await openTab(page, 'Dashboard')
  await expect(bar(page, '1')).toHaveAccessibleName('Question 1: 4 of 4 students')
  // Before there is a rule the legend does not speak of verdicts.
  const legend = page.locator('main i[data-verdict]')
  await expect(legend).toHaveCount(2)
  const check = { kind: 'exact', expected: ['2'], relative: 0, absolute: 0, pattern: '', recordId: 0 }
  await call(page, 'SetCheck', question, check)
  await expect(legend).toHaveCount(4)
  await expect(bar(page, '1')).toHaveAccessibleName(/4 of 4 students, 2 right, [12] wrong/)
  const cell = await grid(page).getByRole('gridcell', { name: 'right' }).first().boundingBox()
  const head = await bar(page, '1').boundingBox()
  expect(head?.x).toBeCloseTo(cell?.x ?? NaN, 0)
  expect(head?.width).toBeCloseTo(cell?.width ?? NaN, 0)
  // A bar grows to its height: half of what was sent is right.
  const heights = () =>
    bar(page, '1')
      .locator('[data-verdict]')
      .evaluateAll((all) =>
        all.map((piece) => [piece.dataset.verdict, piece.getBoundingClientRect().height] as const),
      )
  const shareOfRight = async () => {
    const pieces = await heights()
    const sum = (of: typeof pieces) => of.reduce((all, [, height]) => all + height, 0)
    return sum(pieces.filter(([verdict]) => verdict === 'right')) / sum(pieces)
  }
  await expect.poll(shareOfRight).toBeCloseTo(0.5, 1)
})

test('a question that nobody reached stands there when it is known, and a column tells its title', async ({
  lab,
  page,
}) => {
  await call(page, 'SetQuestions', 1, [{ label: '2b', title: 'Centre and scale', order: 1 }])
  await lab.send({ student: 'Alice', question: '1' })
  await openTab(page, 'Dashboard')
  await expect(bar(page, '2b')).toHaveAccessibleName('Question 2b: 0 of 1 students')
  await bar(page, '2b').hover()
  await expect(page.getByRole('tooltip').filter({ hasText: 'Centre and scale' })).toContainText(
    '0 of 1 students',
  )
})

test('a click on a bar opens the page of its question', async ({ lab, page }) => {
  await lab.send({ question: '2/b?' })
  await openTab(page, 'Dashboard')
  await grid(page).getByRole('link').click()
  await expect(page).toHaveURL(/#\/question\/2%2Fb%3F$/)
})

test('a cell says what was sent, how it was judged, how often and how fresh', async ({ lab, page }) => {
  await tryAgain(lab, 'Alice', 3)
  await openTab(page, 'Dashboard')
  const cell = grid(page).getByRole('gridcell', { name: 'sent, 3 attempts' })
  await expect(cell).toHaveText('3')
  await expect(cell).toHaveAttribute('data-fresh', 'new')
  const question = { sessionId: 1, partId: 0, question: '4' }
  const check = { kind: 'exact', expected: ['right'], relative: 0, absolute: 0, pattern: '', recordId: 0 }
  await call(page, 'SetCheck', question, check)
  await expect(grid(page).getByRole('gridcell', { name: 'wrong, 3 attempts' })).toBeVisible()
})

test('the order stands still under the pointer and is taken anew when it leaves', async ({ lab, page }) => {
  for (const student of ['Carol', 'Alice', 'Bob']) await lab.send({ student, device: student, question: '1' })
  await openTab(page, 'Dashboard')
  await page.getByRole('button', { name: /Order of the students/ }).click()
  await page.getByRole('menuitem', { name: 'Most progress first' }).click()
  await expect.poll(() => names(page)).toEqual(['Alice', 'Bob', 'Carol'])
  await rowOf(page, 'Alice').hover()
  await lab.send({ student: 'Carol', device: 'Carol', question: '2' })
  await lab.send({ student: 'Aaron', device: 'Aaron', question: '1' })
  await expect(rowOf(page, 'Carol').getByRole('gridcell', { name: 'sent, 1 attempt' })).toHaveCount(2)
  await expect.poll(() => names(page)).toEqual(['Alice', 'Bob', 'Carol', 'Aaron'])
  await page.getByLabel('At a glance').hover()
  await expect.poll(() => names(page)).toEqual(['Carol', 'Aaron', 'Alice', 'Bob'])
})

test('students are sorted by name and by what was quiet longest, and that is kept', async ({ lab, page }) => {
  for (const student of ['Zoë', 'Élodie', 'Alice #10', 'Alice #2']) {
    await lab.send({ student, device: student, question: '1' })
    await page.waitForTimeout(20) // or the first two would be of one moment
  }
  await openTab(page, 'Dashboard')
  await expect.poll(() => names(page)).toEqual(['Zoë', 'Élodie', 'Alice #10', 'Alice #2'])
  await page.getByRole('button', { name: /Order of the students/ }).click()
  await page.getByRole('menuitem', { name: 'By name' }).click()
  await expect.poll(() => names(page)).toEqual(['Alice #2', 'Alice #10', 'Élodie', 'Zoë'])
  await page.reload()
  await expect.poll(() => names(page)).toEqual(['Alice #2', 'Alice #10', 'Élodie', 'Zoë'])
})

test('of 300 students and 60 questions only what is in sight is drawn, and all can be reached', async ({
  lab,
  page,
}) => {
  const all = Array.from({ length: 300 }, (_, i) => ({
    student: `Student ${String(i + 1)}`,
    device: String(i),
    question: String((i % 60) + 1),
  }))
  await sendAll(lab, all)
  await openTab(page, 'Dashboard')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '301')
  await expect(grid(page)).toHaveAttribute('aria-colcount', '62')
  expect(await grid(page).getByRole('gridcell').count()).toBeLessThan(2500)
  await grid(page).focus()
  await page.keyboard.press('Control+End')
  const corner = grid(page).locator('[aria-rowindex="301"] [aria-colindex="62"]')
  await expect(corner).toBeInViewport()
  await page.keyboard.press('ArrowLeft')
  await expect(grid(page).getByRole('link', { name: /^Question 60:/ })).toBeInViewport({ ratio: 0.9 })
  await page.keyboard.press('Control+Home')
  await expect(grid(page).locator('[aria-rowindex="2"]')).toBeInViewport()
})

test('the keyboard alone opens a record, a question and a student from one tab stop', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'Alice', question: '1' })
  await openTab(page, 'Dashboard')
  await expect(rowOf(page, 'Alice')).toBeVisible()
  for (let i = 0; i < 30 && !(await grid(page).evaluate((e) => e === document.activeElement)); i++) {
    await page.keyboard.press('Tab')
  }
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('tooltip').filter({ hasText: 'Question 1' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/question\/1$/)
  await page.goBack()
  await grid(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Beside the grid' })).toContainText('Alice')
})

test('pace shows how many had reached each question, by arrow keys and as a table', async ({ lab, page }) => {
  await sendAll(lab, recorded(10))
  await openTab(page, 'Dashboard')
  const pace = page.getByRole('region', { name: 'Pace' })
  await expect(pace.locator('.recharts-area-area').first()).toBeVisible()
  await pace.locator('.recharts-surface').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(pace.locator('.recharts-tooltip-wrapper')).toContainText(/\d of 10 students/)
  await pace.getByRole('button', { name: 'As a table' }).click()
  await expect(pace.getByRole('row', { name: /^1 10 / })).toBeVisible()
  // Whom to help keeps its room, and the page does not scroll.
  await page.setViewportSize({ width: 1280, height: 640 })
  await expect.poll(() => scrolls(page.locator('main > div').first())).toBe(false)
})

test('a part shows its own records alone', async ({ lab, page }) => {
  await call(page, 'AddPart', 1, 'bonus')
  await lab.send({ student: 'Alice', device: 'Alice', question: '1' })
  await lab.send({ student: 'Bob', device: 'Bob', question: '9', part: 'bonus' })
  await openTab(page, 'Dashboard')
  await expect(grid(page).getByRole('link')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Part' }).click()
  await page.getByRole('option', { name: 'bonus' }).click()
  await expect(bar(page, '9')).toBeVisible()
  await expect(rowOf(page, 'Bob').getByRole('gridcell', { name: 'sent, 1 attempt' })).toBeVisible()
  await expect(grid(page).getByRole('gridcell', { name: 'sent, 1 attempt' })).toHaveCount(1)
})

test('names that are hidden stand nowhere on the page', async ({ lab, page }) => {
  for (const student of ['Alice', 'Bob']) await tryAgain(lab, student, 6)
  await askForHelp(lab, 'Alice', 'it hangs')
  await openTab(page, 'Dashboard')
  await expect(lineOf(page, 'Alice').first()).toBeVisible()
  await page.keyboard.press('h')
  await expect(grid(page).getByRole('rowheader', { name: /Student \d+$/ })).toHaveCount(2)
  expect(await page.locator('body').innerHTML()).not.toMatch(/Alice|Bob/)
})

test('a class of 200 is counted right, and so is the next record', async ({ lab, page }) => {
  await prepare(page, 1)
  await openTab(page, 'Dashboard')
  await sendAll(lab, recorded(200))
  await expect(figure(page, /seen/)).toContainText('200students seen')
  const reached = (question: number) =>
    Array.from({ length: 200 }, (_, i) => i).filter((i) => reachOf(i) > question).length
  for (const [question, label] of ['1', '2', '2b', '3', '4'].entries()) {
    const counts = new RegExp(
      `^Question ${label}: ${String(reached(question))} of 200 students, \\d+ right, \\d+ wrong`,
    )
    await expect(bar(page, label)).toHaveAccessibleName(counts)
  }
  await expect(page.getByRole('region', { name: 'Common wrong answers' })).toContainText(
    'return (z < limit).all(1)',
  )
  const before = reached(11)
  await lab.send({ student: nameOf(3), device: 'd3', question: '11', data: 'It depends' })
  await expect(bar(page, '11')).toHaveAccessibleName(`Question 11: ${String(before + 1)} of 200 students`)
})
