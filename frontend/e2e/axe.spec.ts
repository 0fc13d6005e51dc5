import type { Page } from '@playwright/test'

import { objections } from './axe'
import { askForHelp, nameOf as studentOf, prepare, recorded, sendAll } from './classroom'
import { expect, test } from './lab'
import { leave, nameOf, open, places } from './places'

const wide = { width: 1280, height: 800 }
const narrow = { width: 320, height: 640 }

/** Both themes: what is drawn differs in nothing but its colours. */
async function themes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const place of places) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await open(page, place)
    for (const each of await objections(page)) found.push(`${nameOf(place)}: ${each}`)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    for (const each of await objections(page, undefined, 'contrast'))
      found.push(`${nameOf(place)}, dark: ${each}`)
    await leave(page, place)
  }
  return found
}

/** High contrast, in which the colours are the system's own, and a window of a phone's width. */
async function modes(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const place of places) {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await page.setViewportSize(wide)
    await open(page, place)
    for (const each of await objections(page, undefined, 'form'))
      found.push(`${nameOf(place)}, forced colours: ${each}`)
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
    await page.setViewportSize(narrow)
    for (const each of await objections(page)) found.push(`${nameOf(place)}, 320 px: ${each}`)
    await leave(page, place)
  }
  return found
}

test('axe finds nothing on any page: in both themes, in forced colours, at 320 px, in both languages', async ({
  lab,
  page,
  browser,
}) => {
  test.slow()
  await sendAll(lab, recorded(12))
  await prepare(page, 1)
  await askForHelp(lab, studentOf(0), 'it never ends', 'd0')
  const french = await browser.newPage({ locale: 'fr-FR' })
  await french.goto(lab.console)
  const found = await Promise.all([modes(page), themes(french)])
  await french.close()
  expect(found.flat()).toEqual([])
})
