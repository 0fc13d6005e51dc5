import type { Page } from '@playwright/test'

import { askForHelp, call, nameOf, prepare, recorded, sendAll } from './classroom'
import { inkOf } from './ink'
import { expect, goTo, type Lab, test } from './lab'

const CLASS = 60

/** Fills a class whose rows do not all fit into the window. */
async function fill(lab: Lab, page: Page) {
  await sendAll(lab, recorded(CLASS))
  await prepare(page, 1)
  await askForHelp(lab, nameOf(0), 'it never ends')
}

async function open(page: Page, place: string) {
  await goTo(page, place)
  await expect(page.getByRole('main')).toBeVisible()
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').split(/\/Type\s*\/Page[^s]/).length - 1

test('forced colours keep what a form says, and paper has the whole dashboard', async ({ lab, page }) => {
  test.slow()
  await fill(lab, page)

  await test.step('in forced colours verdicts, marks, dots and choices differ by their form', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await open(page, '/dashboard')
    const grid = page.getByRole('grid')
    const legend = page.locator('i[data-verdict]')
    await expect(legend.first()).toBeVisible()
    const ink = async (verdict: string) => inkOf(page.locator(`i[data-verdict="${verdict}"]`))
    expect(await ink('right')).toBeGreaterThan(0.85)
    const wrong = await ink('wrong')
    expect(wrong).toBeGreaterThan(0.35)
    expect(wrong).toBeLessThan(0.8)
    expect(await ink('none')).toBeLessThan(0.45)
    for (const [verdict, least, most] of [
      ['right', 0.6, 1],
      ['wrong', 0.25, 0.75],
      ['none', 0.05, 0.5],
      ['unsent', 0, 0.05],
    ] as const) {
      const seen = await inkOf(grid.locator(`[data-verdict="${verdict}"]`).first())
      expect(seen, verdict).toBeGreaterThan(least - 0.001)
      expect(seen, verdict).toBeLessThan(most)
    }
    const bar = grid.getByRole('link', { name: /^Question 4:/ })
    const right = await inkOf(bar.locator('[data-verdict="right"]'))
    expect(right).toBeGreaterThan(0.9)
    expect(await inkOf(bar.locator('[data-verdict="wrong"]'))).toBeLessThan(0.8)

    // What is on is filled, what is off is a ring; the tab that is shown is underlined, a choice framed.
    const dot = page.getByRole('contentinfo').locator('[data-on]').first()
    expect(await inkOf(dot)).toBeGreaterThan(0.6)
    await open(page, '/question/4')
    const marks = page.locator('button > [data-verdict]')
    await expect(marks.first()).toBeVisible()
    const [disc, square] = [
      marks.and(page.locator('[data-verdict="right"]')),
      page.locator('button > [data-verdict="wrong"]'),
    ]
    expect(await inkOf(disc.first())).toBeGreaterThan(await inkOf(square.first()))
    await open(page, '/sessions')
    const chosen = page.locator('tr[data-selected="true"]')
    await expect(chosen).toHaveCSS('outline-style', 'dashed')
  })

  await test.step('paper has every student, the figures, the legend and who needs attention', async () => {
    await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' })
    await open(page, '/dashboard')
    await expect(page.getByRole('grid')).toBeVisible()
    const onScreen = await page.getByRole('grid').getByRole('rowheader').count()
    expect(onScreen).toBeLessThan(CLASS)
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(2)
    await expect(page.locator('[data-paper]')).toHaveCount(0)
    await page.emulateMedia({ media: 'print' })
    const paper = page.locator('[data-paper]')
    await expect(paper.locator('[data-printed-row]')).toHaveCount(CLASS + 1)
    await expect(paper.getByRole('heading', { level: 1 })).toHaveText('lab-1')
    await expect(paper.getByRole('region', { name: 'At a glance' })).toContainText(
      `${CLASS + 1}students seen`,
    )
    await expect(paper).toContainText('sent, not checked')
    await expect(paper.getByText('it never ends')).toBeVisible()
    await expect(paper).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await expect(paper.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(0, 0, 0)')
    await expect(page.getByRole('navigation')).toBeHidden()
    await expect(page.getByRole('grid')).toBeHidden()
    await page.keyboard.press('h')
    await expect(paper).toContainText('names hidden')
    await expect(paper).not.toContainText(/Fatima|Hannah/)
    await page.keyboard.press('h')
    await expect(paper).not.toContainText('names hidden')
  })

  await test.step('other pages print what is seen, without the window around them', async () => {
    for (const [place, pages] of [
      ['/records', 1],
      ['/question/4', 2],
    ] as const) {
      await page.emulateMedia({ media: null })
      await open(page, place)
      await expect(page.getByText('59310.5').first()).toBeVisible()
      expect(pagesOf(await page.pdf()), place).toBeLessThanOrEqual(pages)
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByText('59310.5').first()).toBeVisible()
      await expect(page.getByRole('contentinfo')).toBeHidden()
    }
  })
})

/** Returns the controls that cannot be brought into a narrow window, and whether the page itself is too wide. */
async function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const [width, height] = [window.innerWidth, window.innerHeight]
    // A box that is drawn by its label has no size of its own.
    const shownOf = (control: HTMLElement) =>
      control.matches('input') ? (control.closest('label') ?? control.parentElement ?? control) : control
    const isSeen = (box: DOMRect) =>
      box.right > 8 && box.left < width - 8 && box.bottom > 4 && box.top < height - 4
    const isWhole = (box: DOMRect) => box.left >= -1 && box.right <= width + 1
    /** Whether it had to be scrolled in a box that nobody but a script can scroll. */
    const isHidden = (element: Element | null): boolean => {
      if (!element) return false
      const { overflowX, overflowY } = getComputedStyle(element)
      const isMoved =
        (overflowX === 'hidden' && element.scrollLeft !== 0) ||
        (overflowY === 'hidden' && element.scrollTop !== 0)
      return isMoved || isHidden(element.parentElement)
    }

    const wide = document.documentElement.scrollWidth - width
    const found = wide > 0 ? [`the page is ${wide} px too wide`] : []
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, select, textarea, [role="switch"]',
    )
    for (const control of controls) {
      const shown = shownOf(control)
      if (!control.checkVisibility({ visibilityProperty: true }) || shown.clientWidth < 2) continue
      shown.scrollIntoView({ block: 'center', inline: 'center' })
      const box = shown.getBoundingClientRect()
      const mayBeCut = control.closest('[role="grid"], table, pre') !== null
      if (!isSeen(box) || isHidden(shown.parentElement) || !(mayBeCut || isWhole(box)))
        found.push(control.getAttribute('aria-label') ?? control.textContent)
    }
    return found
  })
}

const narrowPages = [
  '/',
  '/help',
  '/help/students/sheet',
  '/sessions',
  '/sessions/1',
  '/records',
  '/records?record=1',
  '/records/gallery?question=4',
  '/records/student/1',
  '/dashboard',
  '/question/4',
  '/settings',
  '/doctor',
  '/doctor/sheet',
]

test('at 320 px nothing is lost, and what the class sends is announced if it is wanted', async ({
  lab,
  page,
}) => {
  test.slow()
  await sendAll(lab, recorded(12))
  await prepare(page, 1)
  await page.emulateMedia({ reducedMotion: 'reduce' })

  await test.step('every control can be reached, in one direction', async () => {
    const found: string[] = []
    // 400 % of 1280 x 1024, and a phone.
    for (const size of [
      { width: 320, height: 256 },
      { width: 390, height: 800 },
    ]) {
      await page.setViewportSize(size)
      for (const place of narrowPages) {
        await open(page, place)
        await page.waitForTimeout(400)
        for (const what of await lost(page)) found.push(`${size.width} px, ${place}: ${what}`)
      }
    }
    expect(found).toEqual([])
    const tabs = page.getByRole('navigation', { name: 'Tabs' })
    await tabs.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: 'Records', exact: true }).click()
    await expect(page).toHaveURL(/#\/records/)
    await tabs.getByRole('button', { name: 'Records' }).click()
    await page.getByRole('menuitem', { name: 'Message to all notebooks' }).click()
    const form = page.getByRole('dialog', { name: 'Message to all notebooks' })
    await expect(form).toBeVisible()
    expect(await form.evaluate((e) => e.scrollWidth - e.clientWidth)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await expect(form).toBeHidden()
  })

  await test.step('what the class sends is gathered and said, by number where names are hidden', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    const heard = page.getByTestId('announcer')
    await open(page, '/settings')
    await lab.send({ student: 'Zoe', device: 'z', question: '4', type: 'ndarray', data: '[1.0]' })
    await expect(heard).toBeEmpty()
    await page.getByRole('switch', { name: 'Read out what the class sends' }).check({ force: true })
    await page.waitForTimeout(1500) // what came before is known by then, and no news
    for (const [student, data] of [
      ['Ada', '[59310.5]'],
      ['Bea', '[59310.5]'],
      ['Zoe', '[2.0]'],
    ] as const)
      await lab.send({
        student,
        device: student[0]?.toLowerCase() ?? '',
        question: '4',
        type: 'ndarray',
        data,
      })
    await expect(heard).toHaveText('3 new answers to question 4, 1 wrong.', { timeout: 30_000 })
    await page.keyboard.press('h')
    await askForHelp(lab, 'Dora', 'it never ends')
    await expect(page.getByTestId('asking')).toHaveText(/^Student \d+ asks for help\.$/)
    await expect(page.getByRole('link', { name: 'Dashboard', exact: true })).toHaveAttribute(
      'title',
      'Dashboard, 1 asks for help (4)',
    )
    await page.getByRole('contentinfo').getByRole('link', { name: '1 asks for help' }).click()
    await expect(page.getByRole('grid')).toBeVisible()
  })
})

test('trouble is said in the status line, wherever one is', async ({ lab, page }) => {
  await test.step('a refused keep-awake is said in the status line, with what to do, and not in the words of the system', async () => {
    await page.route('**/api/Status', async (route) => {
      const answer = await route.fetch()
      const status = (await answer.json()) as { notices: { code: string; params: unknown[] }[] }
      const others = status.notices.filter(({ code }) => code !== 'awake_refused')
      const notices = [...others, { code: 'awake_refused', params: [] }]
      const awake = { wanted: true, held: false, by: '', problem: 'logind: dial unix' }
      await route.fulfill({ json: { ...status, notices, awake } })
    })
    await open(page, '/settings')
    await page.reload()
    const notice = page.getByRole('contentinfo').getByRole('link', { name: /may fall asleep during the lab/ })
    await expect(notice).toHaveAttribute('href', /settings/)
    await expect(page.getByText('switch off sleep in the system’s settings. The log')).toBeVisible()
    await expect(page.getByText('dial unix')).toHaveCount(0)
    await page.getByRole('button', { name: 'Don’t show this again' }).click()
    await page.reload()
    await expect(page.getByText('switch off sleep in the system’s settings. The log')).toBeVisible()
    await expect(notice).toHaveCount(0)
  })

  await test.step('a full disk turns the line amber, and is announced', async () => {
    await page.route('**/api/Status', async (route) => {
      const answer = await route.fetch()
      const status = (await answer.json()) as object
      await route.fulfill({ json: { ...status, notices: [{ code: 'disk_full', params: [] }] } })
    })
    await lab.send({ student: 'Eve', device: 'e', question: '1' })
    await call(page, 'SetKeepAwake', false) // the app says that its status changed
    await expect(page.getByTestId('announcer')).toContainText('The disk is full: free some space.')
    await expect(page.getByRole('contentinfo')).toHaveAttribute('data-alarm', 'true')
  })
})
