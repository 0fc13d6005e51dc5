import { call } from './classroom'
import { expect, goTo } from './lab'
import {
  compared,
  cursor,
  goes,
  keepsText,
  opens,
  openSessions,
  overlays,
  press,
  projectsThese,
  rows,
  selected,
  swaps,
  text,
  type Tried,
} from './pressing'
import { disc } from './recordsPage'

/** The keys of Sessions and Records. */
export const keysOfLists: Record<string, Tried> = {
  Lists: {
    place: '/records?question=1&question=2',
    keys: {
      '↑ ↓': async (page) => {
        await expect(rows(page)).toHaveCount(12)
        await press(page, 'ArrowDown', 'ArrowDown', 'ArrowUp')
        await expect(rows(page).first()).toHaveAttribute('data-cursor', 'true')
      },
      'PgUp PgDn': async (page) => {
        await press(page, 'PageDown')
        await expect(rows(page).first()).not.toHaveAttribute('data-cursor', 'true')
        await press(page, 'PageUp')
        await expect(rows(page).first()).toHaveAttribute('data-cursor', 'true')
      },
      End: async (page) => {
        await press(page, 'End')
        await expect(rows(page).last()).toHaveAttribute('data-cursor', 'true')
        await press(page, 'Home', 'End') // before the list was read anew
        await expect(rows(page).last()).toHaveAttribute('data-cursor', 'true')
      },
      Enter: async (page) => {
        await goes(/record=\d+/, 'Enter')(page)
        await goes(/question=1&question=2$/, 'Escape')(page)
      },
      Space: async (page) => {
        await goes(/record=\d+/, ' ')(page)
        await goes(/question=1&question=2$/, ' ')(page)
      },
      Home: async (page) => {
        await press(page, 'Home')
        await expect(cursor(page)).toHaveCount(0)
      },
      '/': async (page) => {
        await press(page, '/')
        await expect(text(page)).toBeFocused()
        await press(page, 'Escape')
        await expect(text(page)).not.toBeFocused()
      },
    },
  },
  Sessions: {
    place: '/sessions',
    keys: {
      Enter: async (page) => {
        await call(page, 'CreateSession', 'lab-2', '')
        await page.getByRole('row', { name: /lab-1/ }).click()
        await press(page, 'Enter')
        await expect(page).toHaveTitle(/^lab-1 /)
      },
      O: async (page) => {
        for (const open of [1, 2]) {
          await press(page, 'o')
          await expect.poll(() => openSessions(page)).toBe(open)
          // The next press goes by what the page shows.
          await expect(page.getByRole('row', { name: /lab-1/ })).toContainText(open === 1 ? 'closed' : 'open')
        }
      },
      'Shift O': async (page) => {
        await press(page, 'Shift+O')
        await expect.poll(() => openSessions(page)).toBe(0)
        await expect(page.getByTestId('notice').getByRole('button', { name: /Undo/ })).toBeEnabled()
        await press(page, 'Control+z')
        await expect.poll(() => openSessions(page)).toBe(2)
      },
      E: opens('Name and description', 'e'),
      D: opens('Duplicate lab-1', 'd'),
      Del: opens('Delete “lab-1”', 'Delete'),
    },
  },
  Records: {
    place: '/records?question=1',
    keys: {
      T: async (page) => {
        await expect(rows(page)).toHaveCount(6)
        await goes(/#\/records\/gallery/, 'g')(page)
        await goes(/#\/records\?/, 't')(page)
        // Both parts have answers: it says which.
        await expect(page.getByRole('columnheader', { name: 'Part' })).toBeVisible()
      },
      O: goes(/#\/records\/whole/, 'o'),
      G: goes(/#\/records\/gallery/, 'g'),
      U: goes(/#\/records\/student/, 'u'),
      F: async (page) => {
        await goTo(page, '/records?question=1')
        await expect(rows(page)).toHaveCount(6)
        await press(page, 'f')
        await expect(page.getByRole('listbox')).toBeVisible()
        await press(page, 'Escape')
        await expect(page.getByRole('listbox')).toHaveCount(0)
      },
      X: async (page) => {
        await press(page, 'ArrowDown', 'x')
        await expect(selected(page)).toContainText('1 of 6')
      },
      'Shift ↑ ↓': async (page) => {
        await press(page, 'Shift+ArrowDown')
        await expect(selected(page)).toContainText('2 of 6')
      },
      'Ctrl A': async (page) => {
        await press(page, 'Control+a')
        await expect(selected(page)).toContainText('6 of 6')
      },
      'R W': async (page) => {
        for (const [key, word] of [
          ['r', 'Right'],
          ['w', 'Wrong'],
        ] as const) {
          await press(page, key)
          await expect(disc(page.getByRole('grid'), word)).toHaveCount(3)
        }
      },
      L: async (page) => {
        await press(page, 'Escape')
        await keepsText('l', 'Label of the group')(page)
      },
      E: async (page) => {
        await press(page, 'Control+a', 'e')
        await expect(page.getByRole('menuitem', { name: /CSV/ })).toBeVisible()
        await press(page, 'Escape')
        await expect(page.getByRole('menuitem')).toHaveCount(0)
        await expect(selected(page)).toContainText('6 of 6')
      },
      'Ctrl P': async (page) => {
        await page.evaluate(() => {
          window.print = () => {
            document.title = `${String(document.querySelectorAll('[data-printed-answer]').length)} printed`
            window.dispatchEvent(new Event('afterprint'))
          }
        })
        await press(page, 'o', 'Control+p')
        await expect(page).toHaveTitle('6 printed')
        await expect(page.locator('[data-printed-answer]')).toHaveCount(0)
        await press(page, 't', 'Control+a')
      },
      Y: opens('Merge students', 'y'),
      Del: async (page) => {
        await press(page, 'Delete')
        await expect(rows(page)).toHaveCount(0)
        await press(page, 'Control+z')
        await expect(rows(page)).toHaveCount(6)
      },
    },
  },
  Gallery: {
    place: '/records/gallery?question=2&order=%2Bstudent',
    keys: {
      '← ↑ ↓ →': async (page) => {
        await expect(page.locator('[data-card]')).toHaveCount(6)
        await press(page, 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp')
        await expect(cursor(page)).toHaveCount(1)
      },
      'X Space': async (page) => {
        await press(page, 'x', 'End', ' ')
        await expect(compared(page)).toHaveCount(2)
      },
      D: overlays,
      B: swaps,
      Enter: async (page) => {
        await press(page, 'Enter')
        await expect(page.locator('[data-large="true"]')).toBeVisible()
        await press(page, 'Escape')
        await expect(page.locator('[data-large="true"]')).toHaveCount(0)
      },
      P: projectsThese,
    },
  },
  'A student’s answers': {
    place: '/records/student/1',
    keys: {
      '← →': async (page) => {
        await expect(page.getByRole('button', { name: 'Visited' })).toBeVisible()
        await goes(/student\/(?!1$)\d+/, 'ArrowRight')(page)
        await goes(/student\/1$/, 'ArrowLeft')(page)
      },
      V: async (page) => {
        for (const pressed of [true, false]) {
          await press(page, 'v')
          await expect(page.getByRole('button', { name: 'Visited', pressed })).toBeVisible()
        }
      },
    },
  },
}
