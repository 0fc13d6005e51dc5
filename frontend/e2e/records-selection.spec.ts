import { readFileSync } from 'node:fs'

import { expect, test } from './lab'
import { RecordsPage, sendAll } from './recordsPage'

test('rows are selected by key, in runs, and all that match', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await sendAll(lab, ['Ada', 'Bea', 'Cem'], ['1', '2'])
  await records.open()
  await expect(records.rows).toHaveCount(6)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expect(records.selected).toHaveText('1 of 6 answers selected')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(records.selected).toHaveText('3 of 6 answers selected')
  await records.rows.nth(4).click({ modifiers: ['Shift'] })
  await expect(records.selected).toHaveText('5 of 6 answers selected')
  await page.keyboard.press('Control+a')
  await expect(records.selected).toHaveText('6 of 6 answers selected')
  await page.keyboard.press('x')
  await expect(records.selected).toHaveText('5 of 6 answers selected')
  await page.keyboard.press('Escape')
  await expect(records.selected).toBeHidden()

  // The keys go on from a row that is ticked with the mouse, also out of a field.
  await page.keyboard.press('/')
  await records.rows.nth(1).getByRole('checkbox').click()
  await expect(records.rows.nth(1)).toHaveAttribute('data-cursor', 'true')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(records.selected).toHaveText('2 of 6 answers selected')
  await page.keyboard.press('Space')
  await expect(records.panel).toContainText('Bea 2')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Deselect' }).click()
  await page.keyboard.press('Escape')
  await records.rows.nth(4).getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Deselect' }).click()
  await expect(page.locator('[data-cursor="true"]')).toHaveCount(0)
  await records.pointAway()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  // In another order a run begins anew.
  await records.rows.nth(0).getByRole('checkbox').click()
  await page.getByRole('columnheader', { name: 'Student' }).getByRole('button').click()
  await expect(records.rows.first()).toContainText('Ada')
  await records.rows.nth(2).click({ modifiers: ['Shift'] })
  await expect(records.selected).toHaveText('2 of 6 answers selected')
})

test('deleted records come back with Ctrl Z and with the notice', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await sendAll(lab, ['Ada', 'Bea'], ['1', '2'])
  await records.goTo('/records?question=2')
  await expect(records.rows).toHaveCount(2)
  for (const takeBack of [
    () => page.keyboard.press('Control+z'),
    () =>
      records
        .notice(/^2 answers deleted\./)
        .getByRole('button', { name: /Undo/ })
        .click(),
  ]) {
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect(records.notice(/^2 answers deleted\./)).toBeVisible()
    await expect(records.rows).toHaveCount(0)
    await takeBack()
    await expect(records.rows).toHaveCount(2)
  }
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(records.rows).toHaveCount(4)

  // Of two changes the earlier can be undone first; then there is nothing left.
  for (const question of ['1', '2']) {
    await records.goTo(`/records?question=${question}`)
    await expect(records.rows).toHaveCount(2)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect(records.rows).toHaveCount(0)
  }
  await page.getByRole('button', { name: '2 changes can be undone' }).click()
  await page.getByRole('menuitem').last().click()
  await records.goTo('/records?question=1')
  await expect(records.rows).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await records.goTo('/records?question=2')
  await expect(records.rows).toHaveCount(2)
  await expect(page.getByRole('button', { name: /can be undone/ })).toHaveCount(0)
  // What was undone just now may still have to say so, in the same place.
  await expect(async () => {
    await page.keyboard.press('Control+z')
    await expect(records.notice('Nothing to undo.')).toBeVisible({ timeout: 2000 })
  }).toPass()
})

test('a deletion that takes its time is not begun twice, and leaves what nobody has seen', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  await sendAll(lab, ['Ada', 'Bea', 'Cem'], ['1'])
  await records.open()
  await expect(records.rows).toHaveCount(3)
  let asked = 0
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/DeleteRecords', async (route) => {
    asked++
    await held
    await route.continue()
  })
  await page.keyboard.press('Control+a')
  await expect(records.selected).toHaveText('3 of 3 answers selected')
  await sendAll(lab, ['Cem'], ['1'])
  await page.keyboard.press('Delete')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('toolbar').getByRole('button', { name: /Delete/ })).toBeDisabled()
  answer()
  await expect(records.notice(/^2 answers deleted\. Sent again .*: 1\./)).toBeVisible()
  await expect(records.rows).toHaveCount(1)
  expect(asked).toBe(1)
})

test('a selection is exported, and nothing else', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await sendAll(lab, ['Ada', 'Bea'], ['1', '2'])
  await records.open()
  await records.rows.filter({ hasText: 'Ada 2' }).getByRole('checkbox').click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const saved = readFileSync(await (await download).path(), 'utf8')
  expect(saved).toContain('Ada 2')
  expect(saved).not.toContain('Bea')
  expect(saved).not.toContain('Ada 1')
})

test('students of a selection become one, are told apart again, and all of it can be undone', async ({
  lab,
  page,
}) => {
  const records = new RecordsPage(page)
  await lab.send({ device: 'a1', question: '1', data: 'old' })
  await lab.send({ device: 'a1', question: '2', data: 'only' })
  await lab.send({ device: 'b2', question: '1', data: 'later' })
  await records.open()
  await expect(records.rows).toHaveCount(3)
  await page.keyboard.press('Control+a')
  // Escape closes the dialog and leaves the selection behind it.
  await page.getByRole('button', { name: 'Merge students' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(records.selected).toHaveText('3 of 3 answers selected')
  await page.getByRole('button', { name: 'Merge students' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await expect(records.notice('1 student merged with Alice.')).toBeVisible()
  await expect(records.rows).toHaveCount(2)
  await expect(records.row('1')).toContainText('later')
  await expect(records.row('1')).toContainText('2×')
  await records.goTo('/records?student=2') // as it was filtered before: now she counts for the first
  await expect(records.chip('student')).toHaveText(/Alice$/)
  await expect(records.rows).toHaveCount(2)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(records.rows).toHaveCount(3)
})

test('a student is renamed from the panel, and takes the old name back', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({ student: 'alcie' })
  await records.open()
  await records.rows.first().click()
  await records.panel.getByRole('button', { name: /Actions for alcie/ }).click()
  await page.getByRole('menuitem', { name: 'Rename …' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Alice')
  await page.keyboard.press('Enter')
  await expect(records.rows.first()).toContainText('Alice')
  const undo = page.getByTestId('notice').getByRole('button', { name: /Undo/ })
  await expect(records.notice('alcie is now Alice.')).toBeVisible()
  await page.keyboard.press('h')
  await expect(records.notice(/Student \d+ renamed/)).toBeVisible()
  await expect(page.getByText(/alcie|Alice/)).toHaveCount(0)
  await page.keyboard.press('h')
  // One notice at a time; the offer to undo comes back.
  await expect(records.notice('Names are shown again.')).toBeVisible()
  await expect(records.notice('alcie is now Alice.')).toBeVisible()
  await undo.click()
  await expect(records.rows.first()).toContainText('alcie')
})

test('hidden names are hidden in rows, titles, captions and the student view', async ({ lab, page }) => {
  const records = new RecordsPage(page)
  await lab.send({ student: 'Zacharias', data: 'x' })
  for (const place of ['/records?record=1', '/records/gallery?question=1', '/records/student/1']) {
    await records.goTo(place)
    await expect(page.getByText('Zacharias').first()).toBeVisible()
  }
  await page.keyboard.press('h')
  await expect(page.getByText(/^Student \d+$/).first()).toBeVisible()
  for (const place of ['/records?record=1', '/records/gallery?question=1', '/records/student/1']) {
    await records.goTo(place)
    await expect(page.getByText(/Student \d+/).first()).toBeVisible()
    expect(await page.content()).not.toContain('Zacharias')
  }
})
