import { attention, grid, panelOf } from './dashboardPage'
import { expect, goTo } from './lab'
import {
  choosesFeedback,
  closes,
  compared,
  counts,
  dialog,
  goes,
  groups,
  keepsText,
  labelField,
  moves,
  overlays,
  press,
  projectsThese,
  swaps,
  tiles,
  type Tried,
} from './pressing'

/** The keys of a question’s page, the dashboard and the projector. */
export const keysOfAnswers: Record<string, Tried> = {
  'A question’s page': {
    place: '/question/2',
    keys: {
      '← →': async (page) => {
        await expect(groups(page)).toHaveCount(2)
        await goes(/question\/1/, 'ArrowLeft')(page)
        await goes(/question\/2/, 'ArrowRight')(page)
        await expect(groups(page)).toHaveCount(2)
      },
      'R W': async (page) => {
        await press(page, 'r')
        await expect(counts(page)).toContainText('3 right')
        await press(page, 'w')
        await expect(counts(page)).toContainText('3 wrong')
      },
      L: keepsText('l', 'Label of the group'),
      I: async (page) => {
        await press(page, 'i')
        await expect(page.getByRole('textbox', { name: 'Hint for the students' })).toBeFocused()
        await press(page, 'Escape')
        await expect(groups(page).first()).toBeFocused()
      },
      F: async (page) => {
        await choosesFeedback(page)
        await expect(groups(page).first()).toBeFocused()
      },
      A: async (page) => {
        await press(page, 'a')
        await expect(dialog(page).getByRole('group', { name: 'Goes to' })).toContainText('Dan, Eve, Fay')
        await closes(page)
      },
      X: async (page) => {
        await press(page, 'x')
        await expect(page.locator('[data-picked="true"]')).toHaveCount(1)
        await press(page, 'ArrowDown', 'x')
        await expect(page.locator('[data-picked="true"]')).toHaveCount(2)
      },
      Enter: async (page) => {
        await press(page, 'Enter')
        await expect(compared(page)).toHaveCount(2)
      },
      D: overlays,
      B: swaps,
      P: async (page) => {
        await projectsThese(page)
        // The wall shows the part that the page shows.
        await goTo(page, '/question/2?part=2')
        await expect(groups(page)).toHaveCount(1)
        await press(page, 'p')
        await expect(tiles(page)).toHaveCount(1)
        await expect(page.getByText('Only the answers of part group2.')).toBeVisible()
        await press(page, 'p')
      },
      T: async (page) => {
        await expect(groups(page)).toHaveCount(1)
        await keepsText('t', 'Title of the question')(page)
      },
      V: async (page) => {
        await goTo(page, '/question/2b')
        await expect(groups(page)).toHaveCount(1)
        await expect(groups(page)).toContainText('2 ways to write it')
        await press(page, 'v')
        await expect(groups(page).getByRole('listitem')).toHaveText([/x \+ x|2 \* x/, /x \+ x|2 \* x/])
      },
    },
  },
  Dashboard: {
    place: '/dashboard',
    keys: {
      A: async (page) => {
        await expect(attention(page)).toContainText('my loop never ends')
        // A list of choices that is closed takes no key.
        await page.getByRole('combobox', { name: 'Part' }).click()
        await expect(page.getByRole('option', { name: 'group2' })).toBeVisible()
        await press(page, 'Escape')
        await page.getByRole('combobox', { name: 'Part' }).blur()
        // The keys of the page are letters in the answer, and Escape keeps what was written.
        await press(page, 'a')
        await expect(attention(page).getByRole('textbox')).toBeFocused()
        await page.keyboard.type('m1v?')
        await press(page, 'Escape')
        await press(page, 'a')
        await expect(attention(page).getByRole('textbox')).toHaveValue('m1v?')
        await press(page, 'Escape')
      },
      T: async (page) => {
        await press(page, 't')
        const back = attention(page).getByRole('button', { name: 'Not going to Bea after all' })
        await back.click()
        await expect(back).toHaveCount(0)
      },
      Q: async (page) => {
        for (const [does, undoes] of [
          ['Pause the queue', 'Resume the queue'],
          ['Resume the queue', 'Pause the queue'],
        ]) {
          await expect(page.getByRole('button', { name: does })).toBeVisible()
          await press(page, 'q')
          await expect(page.getByRole('button', { name: undoes })).toBeVisible()
        }
      },
      V: async (page) => {
        await press(page, 'v')
        await expect(page.getByText(/comes back/).first()).toBeVisible()
        await press(page, 'Control+z')
      },
      '← ↑ ↓ →': async (page) => {
        await grid(page).focus()
        for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) await moves(key)(page)
      },
      End: moves('End'),
      Home: moves('Home'),
      'Ctrl End': moves('Control+End'),
      'Ctrl Home': moves('Control+Home'),
      'R W': async (page) => {
        for (const one of ['ArrowDown', 'End', 'ArrowLeft']) await moves(one)(page)
        await press(page, 'Enter')
        await expect(panelOf(page).getByRole('button', { name: 'Right', exact: true })).toBeVisible()
        for (const [key, name] of [
          ['r', 'Right'],
          ['w', 'Wrong'],
        ] as const) {
          await press(page, key)
          const button = panelOf(page).getByRole('button', { name, exact: true })
          await expect(button).toHaveAttribute('aria-pressed', 'true')
        }
      },
      L: async (page) => {
        await press(page, 'l')
        await expect(labelField(page)).toBeVisible()
        await press(page, 'Escape')
        await expect(labelField(page)).toBeHidden()
      },
      F: choosesFeedback,
    },
  },
  Projector: {
    place: '/projector?show=answers&question=3',
    keys: {
      '← →': async (page) => {
        await expect(tiles(page)).toHaveCount(12)
        await goes(/question=2/, 'ArrowLeft')(page)
        await goes(/question=3/, 'ArrowRight')(page)
        await expect(tiles(page)).toHaveCount(12)
      },
      '↑ ↓': async (page) => {
        const foot = page.getByTestId('projector-others')
        await expect(foot).toContainText('Answers 1 to 12 of 13.')
        const first = await tiles(page).first().innerText()
        await press(page, 'ArrowDown')
        await expect(tiles(page)).toHaveCount(1)
        await expect(foot).toContainText('Answer 13 of 13.')
        await press(page, 'ArrowDown')
        await expect(tiles(page)).toHaveCount(1)
        await page.getByRole('button', { name: 'Previous answers (↑)' }).click()
        await expect(tiles(page)).toHaveCount(12)
        await press(page, 'ArrowDown', 'ArrowUp')
        await expect(tiles(page).first()).toHaveText(first, { useInnerText: true })
      },
      V: async (page) => {
        await press(page, 'v')
        await expect(page.getByTestId('projector-wall')).toContainText('Not checked')
        await press(page, 'v')
      },
      X: async (page) => {
        const first = await tiles(page).first().innerText()
        await tiles(page).first().hover()
        await press(page, 'x')
        await expect(page.getByText('1 answer is hidden (Z shows it again).')).toBeVisible()
        await expect(tiles(page).filter({ hasText: first })).toHaveCount(0)
      },
      Z: async (page) => {
        await press(page, 'z')
        await expect(page.getByText(/is hidden/)).toHaveCount(0)
      },
      '1 – 4': async (page) => {
        const shows = [
          page.getByTestId('projector-count').getByText('of 39 sent question 3'),
          tiles(page).first(),
          page.getByRole('listitem', { name: 'Question 3: 39 of 39' }),
          page.getByTestId('join-address'),
        ]
        for (const [i, shown] of shows.entries()) {
          await press(page, String(i + 1))
          await expect(shown).toBeVisible()
        }
      },
      J: async (page) => {
        await press(page, '1')
        await goes(/show=join/, 'j')(page)
      },
      F: async (page) => {
        // It is for a second screen, where the browser fills the screen at a press only.
        await press(page, 'f')
        await expect(page.getByRole('button', { name: /full screen/ })).toHaveCount(0)
      },
      P: async (page) => {
        await goes(/#\/dashboard/, 'p')(page)
        await expect(grid(page)).toBeVisible()
        await press(page, 'p')
        await expect(page.getByTestId('projector-count')).toBeVisible()
        await goes(/#\/dashboard/, 'Escape')(page)
      },
    },
  },
}
