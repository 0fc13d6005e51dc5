import type { Page } from '@playwright/test'

import { call } from './classroom'
import { grid } from './dashboardPage'
import { expect } from './lab'

/** Presses a key of the sheet, and sees that it did what the sheet says. */
export type Press = (page: Page) => Promise<void>

/** A group of the sheet: where its keys are tried, and each of them. */
export interface Tried {
  place: string
  keys: Record<string, Press>
}

/** What has just been drawn takes keys from the next frame on: a person is not quicker, a test is. */
const isDrawn = (page: Page) =>
  page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
  )

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await isDrawn(page)
    await page.keyboard.press(key)
  }
}

export const dialog = (page: Page, name = '') => page.getByRole('dialog', { name })
export async function closes(page: Page): Promise<void> {
  await press(page, 'Escape')
  await expect(dialog(page)).toHaveCount(0)
}
export const opens =
  (name: string, ...keys: string[]): Press =>
  async (page) => {
    await press(page, ...keys)
    await expect(dialog(page, name)).toBeVisible()
    await closes(page)
  }
/** Opens what students hear, and leaves it as it is. */
export const choosesFeedback: Press = async (page) => {
  await press(page, 'f')
  const choice = page.getByRole('radio', { name: 'received' })
  await expect(choice).toBeVisible()
  await press(page, 'Escape')
  await expect(choice).toHaveCount(0)
}
export const goes =
  (place: RegExp, ...keys: string[]): Press =>
  async (page) => {
    await press(page, ...keys)
    await expect(page).toHaveURL(place)
  }

export const rows = (page: Page) => page.locator('[data-record]')
export const cursor = (page: Page) => page.locator('[data-cursor="true"]')
export const selected = (page: Page) => page.getByTestId('selected')
export const counts = (page: Page) => page.getByTestId('question-counts')
export const groups = (page: Page) => page.getByRole('article')
export const compared = (page: Page) => page.getByRole('region', { name: 'Compare' }).getByRole('article')
export const tiles = (page: Page) => page.getByTestId('projector-wall').getByRole('listitem')
export const labelField = (page: Page) => page.getByRole('combobox', { name: 'Label of the group' })
export const text = (page: Page) => page.getByLabel('Text, title or label')
export const openSessions = async (page: Page) =>
  (await call<{ open: boolean }[]>(page, 'Sessions')).filter(({ open }) => open).length
export const cell = (page: Page) => grid(page).getAttribute('aria-activedescendant')
/** Presses a key in the grid, and sees that another cell has the cursor. */
export const moves =
  (...keys: string[]): Press =>
  async (page) => {
    const before = await cell(page)
    await press(page, ...keys)
    await expect.poll(() => cell(page)).not.toBe(before)
  }
/** Presses the key of one plot in place of the other, and sees first the one, then the other. */
export const swaps: Press = async (page) => {
  for (const drawn of ['left', 'right']) {
    await press(page, 'b')
    await expect(page.locator(`[data-drawn="${drawn}"]`)).toBeVisible()
  }
}
export const overlays: Press = async (page) => {
  await press(page, 'd')
  await expect(page.locator('[data-drawn="difference"]')).toBeVisible()
}
export const projectsThese: Press = async (page) => {
  await goes(/group=/, 'p')(page)
  await expect(tiles(page)).toHaveCount(2)
  await goes(/#\/(records|question)/, 'p')(page)
}
/** Types into a field that the key opened, leaves it, and finds the text there again. */
export const keepsText =
  (key: string, name: string): Press =>
  async (page) => {
    const field = page.getByRole(name === 'Label of the group' ? 'combobox' : 'textbox', { name })
    await press(page, key)
    await field.fill('half a sen')
    await press(page, 'Escape')
    await expect(field).toBeHidden()
    await press(page, key)
    await expect(field).toHaveValue('half a sen')
    await field.fill('')
    await press(page, 'Escape')
    await expect(field).toBeHidden()
  }
