import { expect, test } from './lab'

test.describe('on a French system', () => {
  test.use({ locale: 'fr-FR' })

  test('all is French, and the switch in the settings says otherwise', async ({ lab, page }) => {
    await lab.send({ student: 'Élodie' })
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    const tabs = page.getByRole('navigation', { name: 'Onglets' })
    await expect(tabs.getByRole('link')).toHaveText([
      'Index',
      'Séances',
      'Réponses',
      'Tableau de bord',
      'Réglages',
    ])
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Raccourcis clavier' })
    await expect(keys.getByText('Échap')).toBeVisible()
    expect(await keys.evaluate((sheet) => sheet.scrollHeight - sheet.clientHeight)).toBe(0)
    await page.keyboard.press('Escape')

    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('5')
    await page.getByText('English', { exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
  })

  test.describe('when the app refuses', () => {
    test.use({ quiet: undefined })
    test('a refusal of the app is said in French', async ({ lab, page }) => {
      await lab.send({})
      await page.keyboard.press('2')
      const panel = page.getByRole('complementary')
      await panel.getByRole('button', { name: 'Ajouter' }).click()
      await page.keyboard.type('default')
      await page.keyboard.press('Enter')
      await expect(panel.getByText(/La séance a déjà une partie nommée default/)).toBeVisible()
    })
  })
})

test.describe('on an American system', () => {
  test.use({ locale: 'en-US', timezoneId: 'America/New_York' })
  test('the day has twelve hours twice', async ({ lab, page }) => {
    await lab.send({})
    await page.keyboard.press('2')
    await expect(page.getByText(/open since \d{1,2}:\d\d\s[AP]M/)).toBeVisible()
  })
})

test.describe('on a British system', () => {
  test.use({ locale: 'en-GB' })
  test('the day has twenty-four', async ({ lab, page }) => {
    await lab.send({})
    await page.keyboard.press('2')
    await expect(page.getByText(/open since \d\d:\d\d$/)).toBeVisible()
  })
})
