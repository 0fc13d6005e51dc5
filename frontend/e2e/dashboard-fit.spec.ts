import type { Page } from '@playwright/test'

import { askForHelp, nameOf, prepare, recorded, sendAll } from './classroom'
import { misfits } from './fit'
import { expect, openTab, test } from './lab'

const windows = [
  { width: 900, height: 700 },
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

async function choose(page: Page, language: string, size: string) {
  await page.evaluate(
    ([chosen, text]) => {
      localStorage.setItem('npt.language', chosen)
      localStorage.setItem('npt.text-size', text)
    },
    [language, size] as const,
  )
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await expect(page.getByRole('grid')).toBeVisible()
}

const regions = {
  figures: 'section[aria-label="At a glance"], section[aria-label="En un coup d’œil"]',
  heads: '[role="grid"] [role="rowgroup"]',
  attention: 'section[aria-labelledby="attention-title"]',
  mistakes: 'section[aria-labelledby="alike-title"]',
}

for (const students of [5, 40, 200, 300]) {
  test(`every word of the dashboard of ${String(students)} students is whole, at every width and size of text`, async ({
    lab,
    page,
  }) => {
    test.setTimeout(180_000)
    await sendAll(lab, recorded(students))
    await prepare(page, 1)
    for (let i = 0; i < Math.min(4, students); i++) await askForHelp(lab, nameOf(i), 'it never ends')
    await openTab(page, 'Dashboard')
    const found: string[] = []
    for (const language of ['en', 'fr']) {
      for (const size of ['100', '125', '150']) {
        await choose(page, language, size)
        for (const window of windows) {
          await page.setViewportSize(window)
          await page.waitForTimeout(150) // the sizes of the grid follow those of the window
          const at = `${language} ${size} % ${String(window.width)}`
          for (const [name, region] of Object.entries(regions)) {
            for (const misfit of await misfits(page, region)) found.push(`${at}, ${name}: ${misfit}`)
          }
          const glance = page.locator(regions.figures)
          expect(await glance.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0)
        }
      }
    }
    expect(found).toEqual([])
  })
}
