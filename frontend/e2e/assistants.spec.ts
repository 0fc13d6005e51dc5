import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { type Browser, type Page } from '@playwright/test'

import { objections } from './axe'
import { askForHelp, call, nameOf, prepare, recorded, sendAll } from './classroom'
import { expect, Lab, openTab, test } from './lab'

const phone = { width: 390, height: 844 }

/**
 * Opens a phone at the address of the invitation that the teacher's page shows, and types its code and a name. What the
 * phone asks for in vain is noted in `closed`.
 */
async function enter(browser: Browser, page: Page, name: string, closed: string[]): Promise<Page> {
  const dialog = page.getByRole('dialog', { name: 'Invitation for one person' })
  const code = (await dialog.getByTestId('code').innerText()).replace(' ', '')
  const { invitations } = await call<{ invitations: [{ addresses: [string] }] }>(page, 'Team')
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: phone, locale: 'en' })
  const hand = await context.newPage()
  hand.on('response', (response) => {
    if (response.status() === 404) closed.push(response.url())
  })
  await hand.goto(`${invitations[0].addresses[0]}/#/pair/${code}`)
  await hand.getByLabel('Your name').fill(name)
  expect(await objections(hand)).toEqual([])
  await hand.getByRole('button', { name: 'Enter' }).click()
  await expect(hand.getByRole('navigation', { name: 'Pages' })).toBeVisible()
  expect(hand.url()).not.toContain(code)
  return hand
}

/** Whether nothing stands beside the screen, and each target is as large as a thumb. */
async function misfits(hand: Page): Promise<string[]> {
  return hand.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []
    const targets = [...document.querySelectorAll<HTMLElement>('main a, main button, nav a, header button')]
    const small = targets.filter((one) => {
      const { width, height } = one.getBoundingClientRect()
      return width > 0 && (height < 43.5 || width < 43.5)
    })
    return [...wide, ...small.map((one) => `${one.outerHTML.slice(0, 80)} is small`)]
  })
}

async function invite(page: Page, role: string): Promise<void> {
  await page.getByRole('combobox', { name: 'May' }).click()
  await page.getByRole('option', { name: role, exact: true }).click()
  await page.getByRole('button', { name: /^(Invite|New code)$/ }).click()
}

async function classWithHelp(lab: Lab, page: Page) {
  await sendAll(lab, recorded(6))
  await prepare(page, 1)
  await askForHelp(lab, nameOf(0), 'Where is the limit?', 'd0')
}

test('an assistant takes part from a phone, acts, and is told and seen; the teacher takes back and ends', async ({
  lab,
  page,
  browser,
}) => {
  test.slow()
  await classWithHelp(lab, page)
  await openTab(page, 'Sessions')
  await page.keyboard.press('Shift+A')
  await invite(page, 'look, help and mark')
  const closed: string[] = []
  const hand = await enter(browser, page, 'Mia', closed)
  await expect(page.getByRole('button', { name: 'End the access of Mia' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await objections(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  expect(await objections(page, undefined, 'contrast')).toEqual([])

  // The queue: on the way, not after all, and two acts during a drop of the network, of which a dropped page loses none.
  await expect(hand.getByText('Where is the limit?')).toBeVisible()
  expect([...(await misfits(hand)), ...(await objections(hand))]).toEqual([])
  await hand.getByRole('button', { name: /^I’m coming: / }).click()
  await expect(hand.getByText('You are on the way.')).toBeVisible()
  await hand.getByRole('button', { name: /^Not going after all: / }).click()
  await expect(page.getByText(/^Mia left .* waiting after all/)).toBeVisible()
  await expect(hand.getByRole('button', { name: /^I’m coming: / })).toBeVisible()
  await hand.context().setOffline(true)
  await hand.getByRole('button', { name: /^I’m coming: / }).click()
  await expect(hand.getByText('1 act waits for the network.')).toBeVisible()
  await hand.getByRole('link', { name: 'Message' }).click()
  await hand.getByRole('textbox', { name: 'Message' }).fill('Ten more minutes')
  await hand.getByRole('button', { name: 'Send' }).click()
  await expect(hand.getByText('2 acts wait for the network.')).toBeVisible()
  await hand.context().setOffline(false)
  await hand.reload()
  await expect(page.getByText(/^Mia wrote to all: Ten more minutes/)).toBeVisible()
  await hand.getByRole('link', { name: 'Attention' }).click()
  await expect(hand.getByText('You are on the way.')).toBeVisible()
  await hand.getByRole('button', { name: /^Helped: / }).click()
  await expect(page.getByText(/^Mia visited/)).toBeVisible()
  await expect(hand.getByRole('button', { name: /^Not visited: / }).first()).toBeVisible()

  // The part of the room that she looks after, which the teacher sees.
  await hand.getByRole('combobox', { name: 'My part of the room' }).selectOption('first half of the list')
  await expect(page.getByText('first half of the list')).toBeVisible()

  // A group is marked; the teacher marks it otherwise, and the assistant is told.
  await hand.getByRole('link', { name: 'Questions' }).click()
  await hand.getByRole('link', { name: /^3/ }).first().click()
  await hand
    .getByRole('button', { name: /^Mark as right/ })
    .first()
    .click()
  await expect(hand.getByRole('button', { name: /^Mark as right/ }).first()).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(page.getByText('Mia marked answers to question 3 as right')).toBeVisible()
  expect([...(await misfits(hand)), ...(await objections(hand))]).toEqual([])
  const query = { sessionId: 1, partId: 0, question: '3' }
  const { groups } = await call<{ groups: { key: string; marked: string }[] }>(page, 'QuestionPage', query)
  const key = groups.find(({ marked }) => marked === 'right')?.key
  await call(page, 'MarkGroup', query, key, 'wrong')
  await expect(hand.getByText('The teacher acted after you on the same')).toBeVisible()
  await page.getByRole('button', { name: /^Undo: marked/ }).click()
  await expect(page.getByText('undone')).toBeVisible()
  await expect(hand.getByText('The teacher took back what you did')).toBeVisible()

  // One student's path.
  await hand.getByRole('link', { name: 'Students' }).click()
  await hand.getByRole('main').getByRole('link').first().click()
  await expect(hand.getByRole('button', { expanded: false }).first()).toBeVisible()
  await hand.getByRole('button', { expanded: false }).first().click()
  expect([...(await misfits(hand)), ...(await objections(hand))]).toEqual([])

  expect(closed, 'the page asks for what assistants may').toEqual([])

  // A lower role has fewer buttons at once; the end shows nothing more.
  await page.getByRole('combobox', { name: 'What Mia may do' }).click()
  await page.getByRole('option', { name: 'look', exact: true }).click()
  await expect(hand.getByRole('link', { name: 'Message' })).toHaveCount(0)
  await page.getByRole('button', { name: 'End the access of Mia' }).click()
  await expect(hand.getByText('Your access has ended.')).toBeVisible()
  await expect(hand.getByRole('navigation')).toHaveCount(0)
  await hand.context().close()
})

test('a colleague with the app opens the class in it: wrong code, role, frame, and the end', async ({
  lab,
  page,
  browser,
}) => {
  await lab.send({ student: 'Ada', device: 'd1', data: '41' })
  await openTab(page, 'Sessions')
  await page.keyboard.press('Shift+A')
  await invite(page, 'look')
  const { invitations } = await call<{
    invitations: [{ addresses: [string]; code: string; fingerprint: string }]
  }>(page, 'Team')
  const [{ addresses, code, fingerprint }] = invitations
  const data = await mkdtemp(path.join(tmpdir(), 'npt-mia-'))
  const mia = new Lab(data, 'mia', 'her-own')
  await mia.start()
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 800 } })
  const own = await context.newPage()
  await own.goto(mia.console)
  await own.getByRole('navigation').first().waitFor()
  await own.keyboard.press('Shift+A')
  await own.getByRole('link', { name: 'Open a colleague’s class…' }).click()
  await own.getByRole('textbox', { name: 'Address' }).fill(`${addresses[0]}/`)
  await own.getByRole('button', { name: 'Continue' }).click()
  await expect(own.getByText(fingerprint)).toBeVisible()
  await expect(own.getByLabel('Your name')).toHaveValue('mia')
  expect(await objections(own)).toEqual([])
  await own.getByRole('textbox', { name: 'Code' }).fill('aaaa aaaa')
  await own.getByRole('button', { name: 'Open the class' }).click()
  await expect(own.getByText('This code is not right, or it is over.')).toBeVisible()
  await expect(page.getByText('1 wrong code was tried.')).toBeVisible()
  await own.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase())
  await own.getByRole('button', { name: 'Open the class' }).click()

  // The class of the other, as such: what comes shows, and the role holds.
  const frame = own.getByRole('region', { name: 'A colleague’s class' })
  await expect(frame.getByText('Class of prof')).toBeVisible()
  await expect(page.getByRole('button', { name: 'End the access of mia' })).toBeVisible()
  await own.getByRole('link', { name: 'Students' }).click()
  await expect(own.getByRole('main').getByText('Ada')).toBeVisible()
  await lab.send({ student: 'Bob', device: 'd2' })
  await expect(own.getByRole('main').getByText('Bob')).toBeVisible()
  await expect(own.getByText('You can look.')).toBeVisible()
  expect(await objections(own)).toEqual([])
  const refused = await own.evaluate(async () => {
    const api = (
      window as unknown as { go: { api: { API: Record<string, (...a: unknown[]) => Promise<unknown>> } } }
    ).go.api.API
    const mark = api.MarkGroup?.({ sessionId: 1, partId: 0, question: '1' }, 'x', 'right')
    return mark?.then(
      () => 'done',
      (thrown: unknown) => String(thrown),
    )
  })
  expect(refused).toContain('role')

  // Back to the own class, to the other again, and the end of it.
  await own.getByRole('button', { name: 'Back to my own' }).click()
  await own.getByRole('button', { name: 'Go there' }).click()
  await expect(frame).toBeVisible()
  await page.getByRole('button', { name: 'End the access of mia' }).click()
  await expect(own.getByText('Your part in this class has ended.')).toBeVisible()
  await own.getByRole('button', { name: 'Back to my own' }).click()
  await expect(own.getByRole('heading', { name: 'Open a colleague’s class', exact: true })).toBeVisible()
  await expect(own.getByRole('button', { name: 'Go there' })).toHaveCount(0)
  await context.close()
  await mia.stop()
  await rm(data, { recursive: true })
})
