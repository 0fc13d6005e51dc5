import { expect, openTab, test } from './lab'

test('keys that are pressed before a page is there wait for it, in their order', async ({ lab, page }) => {
  await lab.send({ data: '1063' })
  await lab.send({ question: '2', data: '96' })
  let deliver: () => void = () => undefined
  const held = new Promise<void>((resolve) => (deliver = resolve))
  await page.route('**/assets/RecordsPage-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await page.getByRole('navigation', { name: 'Tabs' }).waitFor()
  for (const key of '3/1063') await page.keyboard.press(key)
  deliver()
  await expect(page.getByLabel('Text, title or label')).toHaveValue('1063')
  await expect(page.locator('[data-record]')).toHaveCount(1)
})

test('a message to all reaches a notebook that listens, and one that comes later', async ({ lab, page }) => {
  const waiting = lab.listen('Alice')
  await expect(page.getByRole('contentinfo').getByText('1 notebook connected')).toBeVisible()
  await page.keyboard.press('m')
  const form = page.getByRole('dialog', { name: 'Message to all notebooks' })
  await page.keyboard.type('Look at <b>question 3</b> again')
  await page.keyboard.press('Tab')
  await expect(form.getByRole('radio', { name: 'Information' })).toBeFocused()
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
  await expect(form.getByRole('radio', { name: 'Warning' })).toBeChecked()
  await form.getByRole('button', { name: 'Title, code to copy' }).click()
  await form.getByLabel('Code to copy').fill('np.abs(z)')
  await form.getByRole('button', { name: 'Send to all' }).click()
  await expect(form).toBeHidden()
  const text = 'Look at <b>question 3</b> again'
  const message = { id: 1, type: 'warning', title: '', text, code: 'np.abs(z)' }
  expect(await waiting).toEqual([message])
  expect(await lab.listen('Bob')).toEqual([message])

  // A text that was typed outlives Escape, and Ctrl Enter sends it.
  const next = lab.listen('Alice', 1)
  await page.keyboard.press('m')
  await page.keyboard.type('Save your work')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await page.keyboard.press('m')
  await expect(form.getByLabel('Text')).toHaveValue('Save your work')
  await page.keyboard.press('Control+Enter')
  await expect(form).toBeHidden()
  expect(await next).toMatchObject([{ text: 'Save your work' }])
  await page.keyboard.press('m')
  await expect(form.getByLabel('Text')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()

  // The list says who has seen what, also as it changes; a message is corrected, sent again and taken back.
  await page.keyboard.press('Shift+M')
  const list = page.getByRole('dialog', { name: 'Messages sent' })
  const line = (text: string) => list.getByRole('listitem').filter({ hasText: text })
  const first = line('question 3')
  await expect(first).toContainText('To everybody')
  await expect(first.getByRole('button', { name: 'Seen by 1 of 2' })).toBeVisible()
  const bob = lab.listen('Bob', 2)
  await first.getByRole('button', { name: 'Seen by 2 of 2' }).click()
  await expect(first.getByRole('group', { name: 'Seen by' })).toContainText('Alice, Bob')
  await expect(line('Save your work')).toContainText('Seen by 1 of 2')
  await first.getByRole('button', { name: 'Correct' }).click()
  const correction = page.getByRole('dialog', { name: 'Correct a message' })
  await expect(correction.getByRole('radio', { name: 'Warning' })).toBeChecked()
  await correction.getByLabel('Text').fill('Look at question 4')
  await page.keyboard.press('Control+Enter')
  expect(await bob).toMatchObject([{ text: 'Look at question 4', code: 'np.abs(z)', type: 'warning' }])
  await expect(first).toContainText('Taken back')
  await expect(first).toContainText('2 students saw it before')
  await expect(list.getByRole('listitem').first()).toContainText('Look at question 4')
  await line('Save your work').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Taken back. 1 student had seen it')).toBeVisible()
  expect(await lab.listen('Carla')).toMatchObject([{ text: 'Look at question 4' }])
  await first.getByRole('button', { name: 'Send again' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(line('question 3')).toHaveCount(2)

  // A real notebook takes the newest code into a new cell, and the list says so by itself.
  await expect(line('question 4')).toContainText('Nobody took the code yet')
  const took = JSON.parse(await lab.runPython(lab.cell, 'take_code.py', 'Zoë')) as object
  expect(took).toMatchObject({ payload: [{ source: 'set_next_input', text: 'np.abs(z)', replace: false }] })
  const newest = list.getByRole('listitem').first().getByRole('group', { name: 'Who took the code' })
  await expect(newest).toContainText(/Code taken by 1.*to 30\ss1to/)
  await expect(line('question 4')).toContainText('Nobody took the code yet')
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
})

test('the dashboard follows the room', async ({ lab, page }) => {
  await openTab(page, 'Dashboard')
  for (let i = 0; i < 12; i++) {
    await lab.send({ student: `Student ${String(i)}`, device: String(i), question: '1' })
    if (i % 3 === 0) await lab.send({ student: `Student ${String(i)}`, device: String(i), question: '2b' })
  }
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('link', { name: /^Question 1: 12 of/ })).toBeVisible()
  await expect(grid.getByRole('link', { name: /^Question 2b: 4 of/ })).toBeVisible()
})

test.describe('when the app is gone', () => {
  test.use({ quiet: undefined })
  test('the page says so and keeps what it shows', async ({ lab, page }) => {
    await lab.send({ data: 'still here' })
    await openTab(page, 'Records')
    await expect(page.getByText('still here')).toBeVisible()
    await lab.stop()
    await expect(page.getByRole('alert').getByText('Connection to the app lost')).toBeVisible()
    // Nothing is green, no notebook counts as connected, and the list says how old it is.
    await expect(page.locator('[data-on="true"]')).toHaveCount(0)
    await expect(page.getByRole('contentinfo')).not.toContainText('notebook')
    await expect(page.getByText(/^paused at \d/)).toBeVisible()
    await expect(page.getByText('still here')).toBeVisible()
  })
})

test('tab and filters are remembered, over a start too', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  await page.getByRole('searchbox', { name: 'Search the sessions' }).fill('lab')
  await openTab(page, 'Index')
  await openTab(page, 'Sessions')
  await expect(page.getByRole('searchbox', { name: 'Search the sessions' })).toHaveValue('lab')
  await page.goto('about:blank')
  await page.goto(lab.console)
  await expect(page.getByRole('searchbox', { name: 'Search the sessions' })).toHaveValue('lab')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'New session' }).waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('searchbox', { name: 'Search the sessions' })).toHaveValue('lab')
  await openTab(page, 'Index')
  await page.goto('about:blank')
  await page.goto(lab.console)
  await openTab(page, 'Sessions')
  await expect(page.getByRole('searchbox', { name: 'Search the sessions' })).toHaveValue('lab')
})

test('every press of close is answered, and each question begins afresh', async ({ lab, page }) => {
  await lab.send({})
  let answered = 0
  await page.route('**/api/LeaveAsked', async (route) => {
    answered++
    await route.fulfill({ contentType: 'application/json', body: 'null' })
  })
  await page.addInitScript(() => {
    // What the window's own runtime tells the page, by way of the stream that a browser has.
    const Stream = window.EventSource
    window.EventSource = class extends Stream {
      constructor(address: string | URL) {
        super(address)
        document.addEventListener('close-pressed', () =>
          this.dispatchEvent(new MessageEvent('message', { data: '{"name":"leaving","data":[1]}' })),
        )
      }
    }
  })
  await page.reload()
  await page.getByRole('navigation', { name: 'Tabs' }).waitFor()
  const close = () => page.evaluate(() => document.dispatchEvent(new Event('close-pressed')))
  const question = page.getByRole('dialog', { name: 'A session is open' })
  const remember = question.getByRole('checkbox')
  await close()
  await remember.check()
  await close()
  await expect.poll(() => answered).toBe(2)
  await expect(remember).toBeChecked()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await close()
  await expect(remember).not.toBeChecked()
  expect(answered).toBe(3)
})

test('find-or-do finds students and questions, and does what it says', async ({ lab, page }) => {
  await lab.send({ student: 'Zoë Élie', question: '2b' })
  const find = async (words: string) => {
    await expect(page.getByPlaceholder('Search or run')).toHaveCount(0)
    await page.keyboard.press('Control+K')
    await page.getByPlaceholder('Search or run').pressSequentially(words, { delay: 60 }) // as fast as hands are
  }
  await find('elie')
  const found = page.getByRole('dialog').getByRole('button', { name: 'Zoë Élie' })
  await expect(found).toContainText('1 answer, seen')
  // The field does not move, however little is found.
  const field = page.getByPlaceholder('Search or run')
  const top = (await field.boundingBox())?.y
  await field.fill('')
  await expect(page.getByRole('dialog').getByRole('button').first()).toContainText('Copy the first cell')
  expect((await field.boundingBox())?.y).toBe(top)
  await field.fill('elie')
  await found.waitFor()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/records\/student\/\d+/)
  await find('not checked')
  const judged = page.getByRole('dialog').getByRole('button', { name: 'Answers not checked' })
  await expect(judged).toContainText('1 answer')
  await judged.click()
  await expect(page).toHaveURL(/#\/records\?verdict=none$/)
  await find('2b')
  await page.getByRole('dialog').getByRole('button', { name: 'Question 2b' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/question\/2b/)
  await find('close session')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await lab.post({})).status).toBe(404)
  await find('français')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
})

test('the keyboard alone: from a new session to its cell, a message and the help', async ({
  lab,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await lab.send({})
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
  await page.keyboard.type('by-keys')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^by-keys /)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('c')
  await expect(page.getByText('Copied: the first cell for by-keys')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("'session_name': 'by-keys'")
  // Keys in a field are text.
  await page.keyboard.press('/')
  await page.keyboard.type('h1')
  await expect(page.getByRole('searchbox')).toHaveValue('h1')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('help')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Hidden names' })).toBeVisible()
  // F1 is no text: it works in a field too.
  await page.keyboard.press('2')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('F1')
  await expect(page.getByRole('heading', { name: 'Hidden names' })).toBeVisible()
})

test.describe('a refusal', () => {
  test.use({ quiet: undefined })
  test('is said where it happened; and a browser ends the app, which closing its tab does not', async ({
    lab,
    page,
  }) => {
    await lab.send({})
    const json = { code: 'unavailable', message: 'The disk is full: free some space, then send again.' }
    await page.route('**/api/CreateSession', (route) => route.fulfill({ json, status: 422 }))
    await page.keyboard.press('2')
    await page.keyboard.press('n')
    await page.getByRole('dialog').getByRole('textbox').first().fill('lab-2')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByText(json.message)).toBeVisible()

    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+K')
    await page.keyboard.type('Quit the app')
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'A session is open' })
    await question.getByRole('button', { name: 'Leave it open and quit' }).click()
    await expect(page.getByText('The app has ended. You can close this tab.')).toBeVisible()
    await expect.poll(() => fetch(lab.notebooks).catch(() => 'gone')).toBe('gone')
  })
})
