import type { Page } from '@playwright/test'

import { expect, goTo } from './lab'

/** A route, and the key that opens what lies over the page. */
export interface Place {
  route: string
  key?: string
}

/** The places of the interface, for a class of `recorded`. */
export const places: readonly Place[] = [
  { route: '/' },
  { route: '/help' },
  { route: '/sessions' },
  { route: '/sessions/1' },
  { route: '/sessions', key: 'n' },
  { route: '/records' },
  { route: '/records?record=1' },
  { route: '/records', key: 'f' },
  { route: '/records', key: 's' },
  { route: '/records', key: 'Control+k' },
  { route: '/records/whole?sort=%2Bquestion' },
  { route: '/records/gallery?question=4' },
  { route: '/records/student/1' },
  { route: '/dashboard' },
  { route: '/question/4' },
  { route: '/question/2' },
  { route: '/notebook' },
  { route: '/class' },
  { route: '/sessions/1/files' },
  { route: '/assistants' },
  { route: '/settings' },
  { route: '/settings', key: 'm' },
  { route: '/settings', key: '?' },
  { route: '/doctor' },
  { route: '/doctor/sheet' },
  { route: '/help/students/sheet' },
]

/** Says which place it is. */
export const nameOf = ({ route, key = '' }: Place) => `${route} ${key}`.trim()

/** Goes to a place and resolves once it shows what it has, without a skeleton. */
export async function open(page: Page, { route, key }: Place): Promise<void> {
  await goTo(page, route)
  const main = page.getByRole('main').or(page.getByRole('article')).first()
  await expect(main).toContainText(/\w/)
  await expect(main.locator('.mantine-Skeleton-root')).toHaveCount(0)
  if (key === undefined) return
  await page.keyboard.press(key)
  await expect(page.getByRole('dialog').or(page.getByRole('listbox')).first()).toBeVisible()
}

/** Leaves what lies over the page of a place. */
export async function leave(page: Page, { key }: Place): Promise<void> {
  if (key === undefined) return
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog').or(page.getByRole('listbox'))).toHaveCount(0)
}
