import type { Page } from '@playwright/test'

import { askForHelp, call, nameOf, prepare, questions, recorded, sendAll } from './classroom'
import { misfits } from './fit'
import { expect, type Lab, test } from './lab'
import { leave, nameOf as placeName, open, places } from './places'

const widths = [
  { width: 900, height: 700 },
  { width: 1024, height: 700 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const sizes = ['100', '125', '150', '200']

/** Opens the interface in a language, with text of a size. */
async function choose(page: Page, language: string, size: string): Promise<void> {
  await page.evaluate(
    ([chosen, text]) => {
      localStorage.setItem('npt.language', chosen)
      localStorage.setItem('npt.text-size', text)
    },
    [language, size] as const,
  )
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Returns what does not fit, at every width and size of text, in a language. */
async function look(page: Page, language: string): Promise<string[]> {
  const found: string[] = []
  for (const size of sizes) {
    await choose(page, language, size)
    for (const place of places) {
      await open(page, place)
      for (const window of widths) {
        await page.setViewportSize(window)
        const at = `${language}, ${size} %, ${window.width} px, ${placeName(place)}`
        for (const misfit of await misfits(page)) found.push(`${at}: ${misfit}`)
      }
      await leave(page, place)
    }
  }
  return found
}

/** Fills a class of many with long names and long titles, some of whom ask for help. */
async function fill(lab: Lab, page: Page): Promise<void> {
  await sendAll(lab, recorded(200))
  await prepare(page, 1)
  const long = ', and how it compares with what the other half of the class found last week'
  const entries = questions.map(({ label, title }, i) => ({
    label,
    title: i % 3 === 0 ? title + long : title,
    order: i + 1,
    added: false,
  }))
  await call(page, 'SetQuestions', 1, entries)
  for (let i = 0; i < 4; i++) await askForHelp(lab, nameOf(i), 'it never ends', `d${String(i)}`)
}

test('every word is whole on every page, at every width and size of text, in both languages', async ({
  lab,
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await fill(lab, page)
  const other = await browser.newPage() // with a store of its own for what is chosen
  await other.goto(lab.console)
  for (const each of [page, other]) await each.emulateMedia({ reducedMotion: 'reduce' })
  const found = await Promise.all([look(page, 'en'), look(other, 'fr')])
  await other.close()
  expect(found.flat()).toEqual([])
})
