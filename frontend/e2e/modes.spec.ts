import type { Page } from '@playwright/test'

import { askForHelp, nameOf, prepare, recorded, sendAll } from './classroom'
import { inkOf } from './ink'
import { expect, type Lab, test } from './lab'

const CLASS = 60

/** Fills a class whose rows do not all fit into the window. */
async function fill(lab: Lab, page: Page) {
  await sendAll(lab, recorded(CLASS))
  await prepare(page, 1)
  await askForHelp(lab, nameOf(0), 'it never ends')
}

async function goTo(lab: Lab, page: Page, place: string) {
  await page.goto(`${lab.console.split('#')[0] ?? ''}#${place}`)
  await expect(page.getByRole('main')).toBeVisible()
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').split(/\/Type\s*\/Page[^s]/).length - 1

test('forced colours keep what a form says, and paper has the whole dashboard', async ({ lab, page }) => {
  test.slow()
  await fill(lab, page)

  await test.step('in forced colours verdicts, marks, dots and choices differ by their form', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await goTo(lab, page, '/dashboard')
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
    await goTo(lab, page, '/question/4')
    const marks = page.locator('button > [data-verdict]')
    await expect(marks.first()).toBeVisible()
    const [disc, square] = [
      marks.and(page.locator('[data-verdict="right"]')),
      page.locator('button > [data-verdict="wrong"]'),
    ]
    expect(await inkOf(disc.first())).toBeGreaterThan(await inkOf(square.first()))
    await goTo(lab, page, '/sessions')
    const chosen = page.locator('tr[data-selected="true"]')
    await expect(chosen).toHaveCSS('outline-style', 'dashed')
  })

  await test.step('paper has every student, the figures, the legend and who needs attention', async () => {
    await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' })
    await goTo(lab, page, '/dashboard')
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
      await goTo(lab, page, place)
      await expect(page.getByText('59310.5').first()).toBeVisible()
      expect(pagesOf(await page.pdf()), place).toBeLessThanOrEqual(pages)
      await page.emulateMedia({ media: 'print' })
      await expect(page.getByText('59310.5').first()).toBeVisible()
      await expect(page.getByRole('contentinfo')).toBeHidden()
    }
  })
})
