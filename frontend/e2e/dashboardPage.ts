import type { Locator, Page } from '@playwright/test'

import type { Lab } from './lab'

export const grid = (page: Page) => page.getByRole('grid')
export const rowOf = (page: Page, student: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: student, exact: true }) })
export const names = (page: Page) => grid(page).getByRole('rowheader').allInnerTexts()
export const bar = (page: Page, label: string) =>
  grid(page).getByRole('link', { name: new RegExp(`^Question ${label}:`) })
export const attention = (page: Page) => page.getByRole('list', { name: 'Needs attention' })
export const lineOf = (page: Page, student: string) =>
  attention(page).getByRole('listitem').filter({ hasText: student })
export const figure = (page: Page, caption: string | RegExp) =>
  page.getByLabel('At a glance').locator('> div').filter({ hasText: caption })

/** Whether something is larger than its window to it, in either direction. */
export const scrolls = (locator: Locator) =>
  locator.evaluate((e) => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)

/** Sends the same wrong answer again and again. */
export async function tryAgain(lab: Lab, student: string, times: number) {
  for (let i = 0; i < times; i++)
    await lab.send({ student, device: student, question: '4', data: 'transposed' })
}

/** What is open beside the grid. */
export const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Beside the grid' })
