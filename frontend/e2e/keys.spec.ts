import type { Page } from '@playwright/test'

import { plot } from './class'
import { askForHelp, call } from './classroom'
import { expect, goTo, type Lab, test } from './lab'
import { keysOfAnswers } from './keysOfAnswers'
import { keysOfLists } from './keysOfLists'
import { closes, counts, dialog, goes, groups, opens, press, type Tried } from './pressing'

const FEW = ['Ada', 'Bea', 'Cem', 'Dan', 'Eve', 'Fay']

// Functions of two wordings that give the same.
const calls = JSON.stringify({ calls: [{ input: '1', type: 'ndarray', data: '[2]' }] })

/** Six students of two parts, two answers of three each to a text, a plot and a function, and thirteen answers to a third question. */
async function sendTwoParts(lab: Lab, page: Page): Promise<void> {
  await call(page, 'AddPart', 1, 'group2')
  for (const [i, student] of FEW.entries()) {
    const own = { student, device: student, part: i < 3 ? 'default' : 'group2' }
    await lab.send({ ...own, question: '1', data: i < 3 ? 'four' : 'five' })
    const file = plot((x) => (i < 3 ? x : x * x))
    await lab.send({ ...own, question: '2', type: 'image', file })
    const data = `def f(x):\n    return ${i < 3 ? 'x + x' : '2 * x'}\n`
    await lab.send({ ...own, question: '2b', type: 'code', data, calls })
  }
  const all = Array.from({ length: 39 }, (_, i) => FEW[i] ?? `Student ${String(i)}`)
  const send = (student: string, i: number) =>
    lab.send({ student, device: student, question: '3', data: `answer ${String(i % 13)}` })
  await Promise.all(all.map(send))
  await askForHelp(lab, 'Bea', 'my loop never ends')
}

const everywhere: Tried = {
  place: '/settings',
  keys: {
    'Ctrl K': async (page) => {
      await press(page, 'Control+k')
      await expect(page.getByPlaceholder('Search or run')).toBeFocused()
      await page.keyboard.type('dash')
      await goes(/#\/dashboard/, 'Enter')(page)
    },
    '1 – 5': async (page) => {
      for (const [i, name] of ['Index', 'Sessions', 'Records', 'Dashboard', 'Settings'].entries()) {
        await press(page, String(i + 1))
        const tab = page.getByRole('link', { name, exact: true })
        await expect(tab).toHaveAttribute('aria-current', 'page')
      }
    },
    S: async (page) => {
      await press(page, 's')
      await expect(page.getByPlaceholder('Name or description')).toBeFocused()
      await press(page, 'Escape')
      await expect(page.getByPlaceholder('Name or description')).toBeHidden()
    },
    N: async (page) => {
      await opens('New session', 'n')(page)
      await goTo(page, '/settings')
    },
    C: async (page) => {
      await press(page, 'c')
      await expect(page.getByText('Copied: the first cell for lab-1')).toBeVisible()
    },
    H: async (page) => {
      for (const pressed of [true, false]) {
        await press(page, 'h')
        await expect(page.getByRole('button', { name: /names/i, pressed })).toBeVisible()
      }
    },
    M: opens('Message to all notebooks', 'm'),
    P: async (page) => {
      await press(page, 'p')
      await expect(page.getByTestId('projector-count')).toBeVisible()
      await goes(/#\/settings/, 'p')(page)
    },
    J: opens('How to join', 'j'),
    'Shift A': async (page) => {
      await goes(/#\/assistants/, 'Shift+A')(page)
      await goTo(page, '/settings')
    },
    'Shift M': opens('Messages sent', 'Shift+M'),
    'Ctrl Enter': async (page) => {
      await press(page, 'm')
      await expect(dialog(page).getByLabel('Text')).toBeFocused()
      await page.keyboard.type('Ten minutes left')
      await press(page, 'Control+Enter')
      await expect(dialog(page)).toHaveCount(0)
    },
    'Ctrl Z': async (page) => {
      await goTo(page, '/question/1')
      await expect(groups(page)).toHaveCount(2)
      await press(page, 'r')
      await expect(counts(page)).toContainText('3 right')
      await press(page, 'Control+z')
      await expect(counts(page)).not.toContainText('right')
    },
    F1: goes(/#\/help/, 'F1'),
    '?': opens('Keyboard shortcuts', '?'),
    Esc: async (page) => {
      await goTo(page, '/question/1')
      await expect(groups(page)).toHaveCount(2)
      await goes(/#\/dashboard/, 'Escape')(page)
    },
  },
}

const sheet: Record<string, Tried> = { Everywhere: everywhere, ...keysOfLists, ...keysOfAnswers }

test('each key on the sheet does what the sheet says, in a session with two parts', async ({ lab, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await sendTwoParts(lab, page)
  await press(page, '?')
  const shown = await dialog(page, 'Keyboard shortcuts')
    .locator('section')
    .evaluateAll((sections) =>
      sections.map((section) => [
        section.querySelector('h3')?.textContent ?? '',
        [...section.querySelectorAll('dt')].map(({ textContent }) => textContent).sort(),
      ]),
    )
  const tried = Object.entries(sheet).map(([name, { keys }]) => [name, Object.keys(keys).sort()])
  expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(shown as [string, string[]][]))
  await closes(page)
  for (const [name, { place, keys }] of Object.entries(sheet)) {
    await goTo(page, place)
    for (const [key, tries] of Object.entries(keys)) await test.step(`${name}: ${key}`, () => tries(page))
  }
})
