import { objections } from './axe'
import { expect, openTab, test } from './lab'

test('how to join: address, QR code, the lines, and who is there by number', async ({ lab, page }) => {
  await expect(page.getByRole('button', { name: /Show how to join/ })).toBeVisible()
  await page.keyboard.press('j')
  const screen = page.getByRole('dialog', { name: 'How to join' })
  const address = new URL(lab.notebooks).host
  await expect(screen.getByTestId('join-address')).toHaveText(address)
  await expect(screen.getByRole('img', { name: `QR code of http://${address}/` })).toBeVisible()
  await expect(screen.getByTestId('join-cell')).toContainText(`http://${address}/get-send-code`)
  await expect(screen.getByTestId('join-cell')).toContainText("'session_name': 'lab-1'")
  await expect(screen.getByText('0 notebooks connected')).toBeVisible()

  const waiting = lab.listen('Alice')
  await expect(screen.getByText('1 notebook connected')).toBeVisible()
  await expect(screen.getByText('Alice')).toHaveCount(0)

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await objections(page, '[role="dialog"]')).toEqual([])
  }

  await page.keyboard.press('Escape')
  await expect(screen).toBeHidden()
  void waiting.catch(() => undefined)
})

test('everything fits from the smallest projector to the largest', async ({ lab, page }) => {
  await lab.send({})
  for (const [width, height] of [
    [1024, 700],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: /Show how to join/ }).click()
    const screen = page.getByRole('dialog', { name: 'How to join' })
    await expect(screen.getByText('notebooks connected')).toBeInViewport({ ratio: 1 })
    await expect(screen.getByTestId('join-address')).toBeInViewport({ ratio: 1 })
    await expect(screen.getByTestId('join-cell')).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('j')
    await expect(screen).toBeHidden()
  }
})

test('a closed session is said to be closed, and opened from there', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Sessions')
  await page.getByRole('row', { name: /lab-1/ }).click()
  await page.getByRole('button', { name: 'Close session' }).click()
  await page.keyboard.press('j')
  const screen = page.getByRole('dialog', { name: 'How to join' })
  await expect(screen.getByText(/The session is closed/)).toBeVisible()
  await screen.getByRole('button', { name: 'Open it' }).click()
  await expect(screen.getByText(/The session is closed/)).toBeHidden()
})

test.describe('without a session', () => {
  test.use({ session: '' })
  test('it says what to do', async ({ lab, page }) => {
    await page.goto(lab.console)
    await page.getByRole('button', { name: /Show how to join/ }).click()
    await expect(page.getByText(/There is no session to send to yet/)).toBeVisible()
  })
})
