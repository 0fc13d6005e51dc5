import type { Locator, Page, Request } from '@playwright/test'

import { objections } from './axe'
import { connect, namesOf, plot, sendClass } from './class'
import { nameOf } from './classroom'
import { expect, goTo, type Lab, test } from './lab'

const ANSWERS = ['[1063, 35]', '[1063, 96]', '[35, 1063]']

/** 28 of 31 sent question 3: groups of 15, 9, 3 and 1. Question 4 came first, and is shown last. */
async function sendKmeans(lab: Lab): Promise<void> {
  await sendClass(lab, 8, (i) => ({ question: '2b', data: i < 6 ? 'Paris' : `only ${i}` }))
  await sendClass(lab, 28, (i) => ({
    question: '3',
    type: 'ndarray',
    data: (i < 15 ? ANSWERS[0] : i < 24 ? ANSWERS[1] : i < 27 ? ANSWERS[2] : '[732, 331, 35]') ?? '',
  }))
  await connect(lab, [28, 29, 30])
}

const wall = (page: Page) => page.getByTestId('projector-wall')
const tiles = (page: Page) => wall(page).getByRole('listitem')
const others = (page: Page) => page.getByTestId('projector-others')

/** Keeps the text of every answer to what the page asks the app from now on; what it asked before may still come in. */
function recordAnswers(page: Page): string[] {
  const texts: string[] = []
  const asked = new Set<Request>()
  page.on('request', (request) => asked.add(request))
  page.on('response', (response) => {
    if (!asked.has(response.request())) return
    if (!response.url().includes('/api/') || response.url().endsWith('/api/events')) return
    void response.text().then(
      (text) => texts.push(text),
      () => undefined,
    )
  })
  return texts
}

async function expectNameless(page: Page, texts: string[]): Promise<void> {
  const shown = `${await page.content()} ${await page.title()} ${texts.join(' ')}`
  expect(namesOf(31).filter((name) => shown.includes(name))).toEqual([])
}

test('no name of a student is ever on the page or in what the app answers it', async ({ lab, page }) => {
  await sendKmeans(lab)
  await lab.send({ student: 'Omar', device: 'o', question: '3', type: 'code', data: '# Omar\nx = 1' })
  await goTo(page, '/records')
  await expect(page.getByText('Omar').first()).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByTestId('projector-count')).toBeVisible()
  const texts = recordAnswers(page)
  for (const key of ['2', 'v', 'ArrowLeft', 'v', '3', '4', '1', 'ArrowRight']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(200)
    await expectNameless(page, texts)
  }
  const before = texts.length
  await lab.send({ student: nameOf(1), device: 'd1', question: '3', type: 'ndarray', data: '[1, 2]' })
  await expect.poll(() => texts.length).toBeGreaterThan(Math.max(3, before))
  await expectNameless(page, texts)
})

test('answers of fewer than three are counted together and not sent to the page', async ({ lab, page }) => {
  await sendKmeans(lab)
  const texts = recordAnswers(page)
  await goTo(page, '/projector?show=answers&question=3')
  await expect(tiles(page)).toHaveCount(3)
  await expect(others(page)).toHaveText('1 other answer, given by fewer than three')
  await goTo(page, '/projector?show=answers&question=2b')
  await expect(others(page)).toHaveText('2 other answers, each given by fewer than three')
  const projected = texts.filter((text) => text.includes('"others"')).join('\n')
  expect(projected).toContain('1063')
  expect(projected).not.toContain('732')
  expect(projected).not.toContain('only 7')
})

test('the count is large, says of how many, and follows what is sent', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await sendKmeans(lab)
  await goTo(page, '/projector?show=count&question=3')
  const count = page.getByTestId('projector-count')
  await expect(count.getByRole('img', { name: '28' })).toBeVisible()
  await expect(count).toContainText('of 31 sent question 3')
  const size = await count.getByRole('img').evaluate((node) => parseFloat(getComputedStyle(node).fontSize))
  expect(size).toBeGreaterThanOrEqual(160)
  await sendClass(lab, 30, (i) =>
    i < 28 ? undefined : { question: '3', type: 'ndarray', data: '[1063, 35]' },
  )
  await expect(count.getByRole('img', { name: '30' })).toBeVisible()
})

test('V shows which are right, hidden until then and again at the next question', async ({ lab, page }) => {
  await sendKmeans(lab)
  await goTo(page, '/question/3')
  await expect(page.getByRole('article')).toHaveCount(4)
  await page.keyboard.press('r')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('w')
  await expect(page.getByTestId('question-counts')).toContainText('9 wrong')
  const texts = recordAnswers(page)
  await page.keyboard.press('p')
  await expect(tiles(page)).toHaveCount(3)
  await expect(wall(page)).not.toContainText('Right')
  expect(texts.filter((text) => text.includes('"others"')).join()).not.toMatch(/"verdict":"(right|wrong)"/)
  // Answers, brackets, dots, lines: nothing of the wall moves.
  const before = await wall(page).evaluateHandle((whole) =>
    [...whole.querySelectorAll('*')].map((one) => ({ one, box: one.getBoundingClientRect() })),
  )
  await page.keyboard.press('v')
  await expect(tiles(page).nth(0)).toContainText('Right')
  await expect(tiles(page).nth(1)).toContainText('Wrong')
  await expect(tiles(page).nth(2)).toContainText('Not checked')
  const moved = await before.evaluate((all) =>
    all
      .filter(({ one, box }) => {
        const now = one.getBoundingClientRect()
        return [now.x - box.x, now.y - box.y, now.width - box.width, now.height - box.height].some(
          (by) => Math.abs(by) > 0.5,
        )
      })
      .map(({ one }) => one.outerHTML.slice(0, 100)),
  )
  expect(moved).toEqual([])
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Question 2b')
  await page.keyboard.press('ArrowRight')
  await expect(tiles(page)).toHaveCount(3)
  await expect(wall(page)).not.toContainText('Right')
})

test('plots that are alike stand on the wall once, with their count', async ({ lab, page }) => {
  await sendClass(lab, 12, (i) => ({
    question: '6',
    type: 'image',
    file: plot((x) => (i % 3 === 0 ? x : i % 3 === 1 ? x * x : 1 - x)),
  }))
  await goTo(page, '/projector?show=answers&question=6')
  await expect(wall(page).getByRole('img')).toHaveCount(3)
  for (const tile of await tiles(page).all()) await expect(tile).toContainText('4')
})

/** Returns what of an answer stands out of the box that shows it. */
async function standingOut(box: Locator): Promise<string[]> {
  return box.evaluateAll((boxes) =>
    boxes.flatMap((each) => {
      const edge = each.getBoundingClientRect()
      const inside = [...each.querySelectorAll('td, th, p, span')].filter((one) => one.textContent !== '')
      const out = inside.filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect()
        return (
          left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1
        )
      })
      return out.map((one) => one.textContent)
    }),
  )
}

test('wide and long answers fit their tiles and cards, and say what is left out', async ({ lab, page }) => {
  test.setTimeout(120_000)
  const row = (group: number, scale: number) =>
    Array.from({ length: 12 }, (_, i) => Math.sin(i + group + 1) * scale)
  const columns = Array.from({ length: 12 }, (_, i) => `column ${i}`)
  await sendClass(lab, 24, (i) => {
    const rows = [1, 100, 0.001].map((scale) => row(i % 4, scale))
    return { question: '1', type: 'ndarray', data: JSON.stringify(rows) }
  })
  await sendClass(lab, 12, (i) => {
    const rows = Array.from({ length: 9 }, () => row(i % 4, 1))
    const data = JSON.stringify({ columns, rows, index: [...Array(9).keys()], shape: [9, 12] })
    return { question: '2', type: 'table', data }
  })
  await sendClass(lab, 36, (i) => {
    const tuples = Array.from({ length: 90 }, (_, n) => `[\t${n}, ${i % 12}]`)
    return { question: '3', type: 'list', data: `[${tuples.join(', ')}]` }
  })
  const answers = wall(page).locator('[data-kind]').locator('..')
  for (const [width, height] of [
    [1920, 1080],
    [1024, 700],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const [question, says] of [
      ['1', '3 × 12'],
      ['2', '9 × 12'],
      ['3', '(0, '],
    ] as const) {
      await test.step(`question ${question} at ${width}`, async () => {
        await goTo(page, `/projector?show=answers&question=${question}`)
        await expect(tiles(page).first()).toContainText(says)
        expect(await standingOut(answers)).toEqual([])
      })
    }
    await test.step(`a card at ${width}`, async () => {
      await goTo(page, '/question/1')
      const cards = page.getByRole('article')
      await expect(cards).toHaveCount(4)
      await expect(cards.first()).toContainText('⋯')
      await expect(cards.first()).toContainText('3 × 12')
      expect(await standingOut(cards.locator('[data-kind="matrix"]'))).toEqual([])
    })
  }
})

test('a second screen has an address of its own that can show nothing else', async ({
  lab,
  page,
  context,
}) => {
  await sendKmeans(lab)
  await goTo(page, '/projector?show=answers&question=3')
  await expect(tiles(page)).toHaveCount(3)
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Open the projector on a second screen' }).click()
  const screen = await opened
  await expect(tiles(screen)).toHaveCount(3)
  expect(new URL(screen.url()).origin).not.toBe(new URL(lab.console).origin)
  expect(screen.url()).not.toContain('token')
  await screen.keyboard.press('f')
  await expect.poll(() => screen.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  // The teacher's own screen is the teacher's again.
  await expect(page.getByRole('navigation', { name: 'Tabs' })).toBeVisible()

  for (const place of ['/records', '/dashboard', '/question/3']) {
    await screen.evaluate((to) => (location.hash = to), place)
    await expect(screen.getByRole('navigation', { name: 'Tabs' })).toHaveCount(0)
    await expect(screen.getByTestId('projector-count')).toBeVisible()
  }
  const asked = await screen.evaluate(async () => {
    const post = (method: string, args: string) =>
      fetch(`api/${method}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: args,
      }).then((answer) => answer.status)
    return Promise.all([post('Students', '[1]'), post('Records', '[{}]'), post('Dashboard', '[1, 0]')])
  })
  expect(asked.every((status) => status === 404 || status === 405)).toBe(true)
  await expectNameless(screen, [])

  // Names come back on the teacher's screen only by a second press while the other one is open. That is told
  // of even if the answer to the first press comes late.
  let answerNow = (): void => undefined
  const late = new Promise<void>((resolve) => {
    answerNow = resolve
  })
  await page.route('**/api/SetNamesHidden', async (route) => {
    const answer = await route.fetch()
    await late
    await route.fulfill({ response: answer })
  })
  await page.keyboard.press('h')
  await expect(page.getByRole('button', { name: /names/i, pressed: true })).toBeVisible()
  await page.keyboard.press('h')
  const again = page.getByText('The projector is open.').first()
  await expect(again).toBeVisible()
  const askedAgain = page.waitForResponse('**/api/Status') // the answer makes the page ask
  answerNow()
  await askedAgain
  await expect(again).toBeVisible()
  await screen.close()
})

test('without a session it says so; a class without answers too', async ({ lab, page }) => {
  await goTo(page, '/projector?show=answers')
  await expect(page.getByText('No question has been sent yet')).toBeVisible()
  await lab.send({})
  await expect(page.getByText('No answer is shared by three students yet')).toBeVisible()
})

test('it can be read from the last row, in every view, and passes axe in both themes', async ({
  lab,
  page,
}) => {
  await sendKmeans(lab)
  const code =
    'def keep(points, centre, radius):\n    return [p for p in points if abs(p - centre) < radius]\n'
  await sendClass(lab, 30, (i) => ({
    question: '5',
    type: 'code',
    data: i % 2 ? code : 'def f():\n    pass',
  }))
  for (const [width, height] of [
    [1024, 700],
    [1920, 1080],
  ] as const) {
    await goTo(page, '/records') // which is not in full screen
    await expect(page.getByRole('banner')).toBeVisible()
    await page.setViewportSize({ width, height })
    for (const view of ['count', 'answers', 'pace']) {
      await goTo(page, `/projector?show=${view}&question=${view === 'answers' ? '5' : '3'}`)
      await expect(page.getByRole('main')).toContainText(/\d/)
      const sizes = await page.evaluate(() =>
        [...document.querySelectorAll('main :is(h1, h1 *, li b, li bdi, pre, table, small, p, p span)')]
          .filter((node) => node.checkVisibility())
          .filter((node) => [...node.childNodes].some((n) => n instanceof Text && n.data.trim() !== ''))
          .map((node) => parseFloat(getComputedStyle(node).fontSize)),
      )
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18)
      const overflow = () =>
        page.evaluate(() => {
          const root = document.documentElement
          return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight]
        })
      await expect.poll(overflow).toEqual([0, 0])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect(await objections(page, 'main')).toEqual([])
      }
    }
  }
})
