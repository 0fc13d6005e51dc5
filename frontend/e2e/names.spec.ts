import { expect, openTab, test } from './lab'

const numbered = /Student \d\d/

test('H hides names everywhere at once, also after a restart, and shows them again', async ({
  lab,
  page,
}) => {
  await lab.send({ student: 'Alice Martin' })
  await lab.send({ student: 'Bob', device: 'b', question: '2' })
  await expect(page.getByText('Alice Martin').first()).toBeVisible()

  await page.keyboard.press('h')
  await expect(page.getByText('Alice Martin')).toHaveCount(0)
  await expect(page.getByText(numbered).first()).toBeVisible()
  for (const tab of ['Records', 'Dashboard', 'Sessions', 'Index']) {
    await openTab(page, tab)
    await expect(page.getByText('Alice Martin')).toHaveCount(0)
    expect(await page.locator('body').innerHTML()).not.toContain('Alice Martin')
    expect(await page.title()).not.toContain('Alice')
  }

  await page.keyboard.press('Control+K')
  await expect(page.getByPlaceholder('Search or run')).toBeFocused()
  await page.keyboard.type('Alice')
  await expect(page.getByText('No match')).toBeVisible()
  await page.getByPlaceholder('Search or run').fill('student ')
  await expect(page.getByRole('dialog').getByText(numbered).first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.goto('about:blank') // what the page asks of an app that has ended is no error of this test
  await lab.stop()
  await lab.start()
  await page.goto(lab.console)
  await expect(page.getByText(numbered).first()).toBeVisible()
  await expect(page.getByText('Alice Martin')).toHaveCount(0)

  await page.getByRole('button', { name: 'Hide the students’ names (H)' }).click()
  await expect(page.getByText('Alice Martin').first()).toBeVisible()
})

test('numbers stay with their students', async ({ lab, page }) => {
  for (const student of ['Alice', 'Bob', 'Chloé']) await lab.send({ student, device: student, data: student })
  await page.keyboard.press('h')
  const row = page.getByRole('listitem').filter({ hasText: 'Chloé' })
  await expect(row).toContainText(numbered)
  const number = numbered.exec((await row.textContent()) ?? '')?.[0] ?? ''
  await page.reload()
  await expect(row).toContainText(number)
  // Nor does a place tell the name: sorted by student, it is the number that counts.
  await openTab(page, 'Records')
  await page.getByRole('columnheader', { name: 'Student' }).getByRole('button').click()
  const students = page.locator('[data-record] bdi[data-hidden]')
  await page.keyboard.press('h')
  await expect(students).toHaveText(['Alice', 'Bob', 'Chloé'])
  await page.keyboard.press('h')
  await expect(students).toHaveText([numbered, numbered, numbered])
  await expect
    .poll(async () => (await students.allTextContents()).join())
    .toBe((await students.allTextContents()).sort().join())
})
