import { test } from './lab'

const out = '/tmp/shellshots'
test.setTimeout(240_000)
for (const locale of ['en-GB', 'fr-FR']) {
  test.describe(locale, () => {
    test.use({ locale, quiet: undefined })
    test('look', async ({ lab, page }) => {
      const l = locale.slice(0, 2)
      const shot = (name: string) => page.screenshot({ path: `${out}/${l}-${name}.png` })
      for (let i = 0; i < 12; i++) {
        await page.evaluate(async (n) => {
          await fetch('api/CreateSession', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify([`kmeans-${n}`, n % 3 ? 'Clustering by hand, then scikit-learn' : '']),
          })
        }, i)
      }
      await page.evaluate(async () => {
        for (const id of [2, 3, 4, 5, 6])
          await fetch('api/CloseSession', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify([id]),
          })
        await fetch('api/SelectSession', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '[1]',
        })
      })
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.waitForTimeout(400)
      await shot('index-empty')
      for (let i = 0; i < 8; i++)
        await lab.send({
          student: i === 3 ? 'Maria-Magdalena von Hohenzollern-Sigmaringen' : `Student ${i}`,
          device: String(i),
          question: String(1 + (i % 4)),
          type: 'ndarray',
          data: '[[1063, 96]]',
        })
      for (const [w, h] of [
        [1280, 800],
        [900, 600],
        [1920, 1080],
        [1024, 700],
      ] as const) {
        await page.setViewportSize({ width: w, height: h })
        for (const [key, name] of [
          ['1', 'index'],
          ['2', 'sessions'],
          ['5', 'settings'],
        ] as const) {
          await page.keyboard.press(key)
          await page.waitForTimeout(350)
          await shot(`${name}-${w}`)
        }
      }
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      for (const [key, name] of [
        ['1', 'index'],
        ['2', 'sessions'],
        ['5', 'settings'],
      ] as const) {
        await page.keyboard.press(key)
        await page.waitForTimeout(350)
        await shot(`${name}-dark`)
      }
      await page.keyboard.press('?')
      await page.waitForTimeout(300)
      await shot('keys-dark')
      await page.keyboard.press('Escape')
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(`${lab.console.split('#')[0] ?? ''}#/help`)
      await page.waitForTimeout(400)
      await shot('help')
      await page.keyboard.press('Control+K')
      await page.keyboard.type('st')
      await page.waitForTimeout(400)
      await shot('find')
      await page.keyboard.press('Escape')
      await page.keyboard.press('h')
      await page.keyboard.press('1')
      await page.waitForTimeout(400)
      await shot('hidden')
      await page.keyboard.press('2')
      await page.keyboard.press('Delete')
      await page.waitForTimeout(300)
      await shot('delete')
      await page.keyboard.press('Escape')
      await page.keyboard.press('d')
      await page.waitForTimeout(300)
      await shot('duplicate')
      await page.keyboard.press('Escape')
      await page.evaluate(() => {
        localStorage.setItem('npt.text-size', '150')
      })
      await page.reload()
      await page.waitForTimeout(600)
      await shot('large')
      await lab.stop()
      await page.waitForTimeout(1500)
      await shot('lost')
    })
  })
}
