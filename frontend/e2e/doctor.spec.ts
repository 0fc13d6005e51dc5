import { expect, openTab, test } from './lab'

test('the network doctor says what is so, what it means, and what to do', async ({ lab, page }) => {
  await lab.send({})
  await openTab(page, 'Settings')
  await page.getByRole('link', { name: 'Open the network doctor' }).click()
  await expect(page.getByRole('heading', { name: 'Network doctor' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Settings', exact: true }).first()).toHaveAttribute(
    'aria-current',
    'page',
  )
  // The program of the tests listens on loopback.
  const first = page.getByRole('list', { name: 'Findings' }).getByRole('listitem').first()
  await expect(first).toContainText('The app only accepts connections from this computer')
  await expect(first).toContainText('Start the app without --listen')
  await expect(page.getByText('Notebooks on other computers cannot reach this one')).toBeVisible()
  await expect(page.getByRole('complementary').getByText('only this computer')).toBeVisible()

  await page.route('**/api/Doctor', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText(/Checking/)).toBeVisible()
  await expect(page.getByText(/checked \d+\ss ago/)).toBeVisible()
})

test('commands are there to copy', async ({ lab, page, context }) => {
  await lab.send({})
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const command = 'sudo ufw allow 6780/tcp'
  const closed = {
    code: 'firewall_closed',
    variant: '',
    level: 'wrong',
    params: [
      { name: 'firewall', value: 'firewall_ufw' },
      { name: 'port', value: '6780' },
    ],
    steps: [{ code: 'allow', command }],
  }
  const json = { lookedAt: new Date().toISOString(), findings: [closed], interfaces: [] }
  await page.route('**/api/Doctor', (route) => route.fulfill({ json }))
  await page.getByRole('link', { name: 'network doctor' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command)
})

test.describe('when it cannot look', () => {
  test.use({ quiet: undefined })
  test('it says so and can be asked again', async ({ lab, page }) => {
    await lab.send({})
    const json = { code: 'internal', message: 'It could not look.' }
    await page.route('**/api/Doctor', (route) => route.fulfill({ json, status: 500 }))
    await page.getByRole('link', { name: 'network doctor' }).click()
    await expect(page.getByText('It could not look.')).toBeVisible()
    await page.unroute('**/api/Doctor')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('list', { name: 'Findings' })).toBeVisible()
  })
})

test('a notice of the status line and find-or-do lead to it', async ({ lab, page }) => {
  await lab.send({})
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: /--listen/ })
    .click()
  await expect(page).toHaveURL(/#\/doctor$/)
  await openTab(page, 'Index')
  await page.keyboard.press('Control+K')
  await expect(page.getByPlaceholder('Search or run')).toBeFocused()
  await page.keyboard.type('doctor')
  await expect(page.getByRole('button', { name: /Network doctor/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/doctor$/)
})
