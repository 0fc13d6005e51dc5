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
const numbersMatterAt = widths.filter(({ width }) => width === 900 || width === 1280)
const sizes = ['100', '150', '200']

/** Opens the interface in a language. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => localStorage.setItem('npt.language', chosen), language)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Chooses the size of the text, as another window does: nothing is loaded anew. */
async function write(page: Page, size: string): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('npt.text-size', chosen)
    window.dispatchEvent(new StorageEvent('storage', { key: 'npt.text-size' }))
  }, size)
  await expect(page.locator('html')).toHaveAttribute('data-text-size', size)
}

/** Returns what does not fit in a place that is open, at every width and size of text. */
async function measure(page: Page, place: string, windows = widths): Promise<string[]> {
  const found: string[] = []
  for (const size of sizes) {
    await write(page, size)
    for (const window of windows) {
      await page.setViewportSize(window)
      const at = `${size} %, ${String(window.width)} px, ${place}`
      for (const misfit of await misfits(page)) found.push(`${at}: ${misfit}`)
    }
  }
  return found
}

/** Returns what does not fit anywhere, in a language. */
async function look(page: Page, language: string): Promise<string[]> {
  await speak(page, language)
  const found: string[] = []
  for (const place of places) {
    await open(page, place)
    found.push(...(await measure(page, `${language}, ${placeName(place)}`)))
    await leave(page, place)
  }
  return found
}

/** Lets the class grow: sends what those students sent who are new. */
async function grow(lab: Lab, from: number, to: number): Promise<void> {
  const earlier = new Set(Array.from({ length: from }, (_, i) => `d${String(i)}`))
  await sendAll(
    lab,
    recorded(to).filter(({ device = '' }) => !earlier.has(device)),
  )
}

/** Returns what does not fit where the number of students matters. */
async function glance(page: Page, students: number): Promise<string[]> {
  const found: string[] = []
  for (const route of ['/dashboard', '/records', '/question/4', '/records/gallery?question=4']) {
    await open(page, { route })
    found.push(...(await measure(page, `${String(students)} students, ${route}`, numbersMatterAt)))
  }
  return found
}

/** Gives long titles to the questions; some students ask for help, two of them with one mistake, and are told to wait. */
async function fill(lab: Lab, page: Page): Promise<void> {
  await prepare(page, 1)
  const long = ', and how it compares with what the other half of the class found last week'
  const entries = questions.map(({ label, title }, i) => ({
    label,
    title: i % 3 === 0 ? title + long : title,
    order: i + 1,
    added: false,
  }))
  await call(page, 'SetQuestions', 1, entries)
  for (let i = 0; i < 4; i++) {
    const [student, device] = [nameOf(i), `d${String(i)}`]
    if (i < 2) await lab.send({ student, device, question: '4', data: 'transposed' })
    await askForHelp(lab, student, 'it never ends', device)
  }
  await call(page, 'PauseHelp', 1, true)
}

test('every word is whole on every page, at every width and size of text, in both languages', async ({
  lab,
  page,
  browser,
}) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1024, height: 700 })
  await grow(lab, 0, 5)
  await fill(lab, page)
  const few = await glance(page, 5)
  await grow(lab, 5, 40)
  const more = await glance(page, 40)
  await grow(lab, 40, 200)
  const many = await glance(page, 200)
  await grow(lab, 200, 300)
  const other = await browser.newPage() // with a store of its own for what is chosen
  await other.goto(lab.console)
  for (const each of [page, other]) await each.emulateMedia({ reducedMotion: 'reduce' })
  const found = await Promise.all([look(page, 'en'), look(other, 'fr')])
  await other.close()
  expect([...few, ...more, ...many, ...found.flat()]).toEqual([])
})
