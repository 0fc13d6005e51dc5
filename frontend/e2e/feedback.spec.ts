import { expect, goTo, type Lab, openTab, test } from './lab'

/** An answer of a student, known to the notebook by a name of its own. */
const send = (lab: Lab, student: string, question: string, data: string, record: string) =>
  lab.send({ student, device: student, question, type: 'ndarray', data, record })

/** Resolves to what a student hears once it is this. */
async function hearing(lab: Lab, student: string, item: object) {
  await expect.poll(async () => (await lab.hear(student)).feedback).toMatchObject([item])
  return lab.hear(student)
}

test('what students hear is set with F, held, released and undone; a hint goes with a label', async ({
  lab,
  page,
}) => {
  for (const [student, data] of [
    ['Alice', '[42]'],
    ['Bob', '[7]'],
    ['Zoe', '[7]'],
  ] as const) {
    await send(lab, student, '3', data, `${student} 1`)
  }
  const other = await page.context().newPage()
  await other.goto(`${lab.console}#/dashboard`)
  await goTo(page, '/question/3')
  const wrong = page.getByRole('article', { name: /: 7$/ })
  await wrong.getByRole('button', { name: 'Wrong' }).click()

  // Chosen by keys alone, and nothing is told on the way to it.
  await page.keyboard.press('f')
  await page.getByRole('radio', { name: 'right or wrong, with the hint' }).check()
  await page.getByRole('checkbox', { name: 'hold until I release' }).check()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'With the hint' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await lab.hear('Bob')).feedback).toMatchObject([{ record: 'Bob 1', state: 'received' }])
  const release = page.getByRole('button', { name: /release$/ })
  await expect(release).toHaveText('2 wait: release')
  await expect(other.getByRole('button', { name: '2 wait: release' })).toBeVisible()
  await expect(other.getByRole('columnheader', { name: /^Question 3/ })).toContainText(
    'Students hear: right or wrong, with the hint. 2 wait for your release',
  )

  // A label and its hint are written in one form.
  await page.getByRole('article', { name: /: 7$/ }).focus()
  await page.keyboard.press('i')
  await page.getByRole('combobox', { name: 'Label of the group' }).fill('off by 35')
  await page.getByRole('textbox', { name: 'Code, if it helps' }).fill('6 * 7')
  await page.getByRole('textbox', { name: 'Hint for the students' }).fill('Mind the axis.')
  await page.keyboard.press('Control+Enter')
  await expect(wrong).toContainText('off by 35')
  await expect(wrong).toContainText('Mind the axis. 6 * 7')
  await expect(wrong).toContainText('nobody told yet')

  // One press tells everybody, and can be taken back.
  await release.click()
  await expect(page.getByText('Released: 2 answers.')).toBeVisible()
  await expect(release).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await other.getByRole('button', { name: '2 wait: release' }).click()
  await expect(release).toHaveCount(0)
  const hint = { text: 'Mind the axis.', code: '6 * 7' }
  const heard = await hearing(lab, 'Bob', { record: 'Bob 1', state: 'wrong', hint })
  // What comes back with the next contact is what was told.
  const more = lab.hear('Bob', heard.told)
  await expect(wrong).toContainText('told 1, right since 0, still wrong 1')
  await send(lab, 'Bob', '3', '[42]', 'Bob 2')
  await page.getByRole('article', { name: /: 42$/ }).getByRole('button', { name: 'Right' }).click()
  await expect(wrong).toContainText('told 1, right since 1, still wrong 0')
  expect((await more).feedback).toMatchObject([{ record: 'Bob 2' }])

  // An edited hint comes once to those who were told the old one.
  const zoe = await hearing(lab, 'Zoe', { record: 'Zoe 1', state: 'wrong', hint })
  await wrong.getByRole('button', { name: /Mind the axis/ }).click()
  await page.getByRole('textbox', { name: 'Hint for the students' }).fill('Count again.')
  await page.keyboard.press('Control+Enter')
  const again = { record: 'Zoe 1', state: 'wrong', hint: { text: 'Count again.', code: '6 * 7' } }
  expect((await lab.hear('Zoe', zoe.told)).feedback).toMatchObject([again])
  await wrong.blur()

  // All questions at once, but those with a choice of their own; another window knows within a second.
  await other.keyboard.press('f')
  await other.getByRole('radio', { name: 'received' }).check()
  await other.keyboard.press('Enter')
  await expect(other.getByRole('button', { name: 'Received' })).toBeVisible()
  await openTab(page, 'Dashboard')
  await expect(page.getByRole('button', { name: 'Received' })).toBeVisible()
  await send(lab, 'Alice', '4', '[1]', 'Alice of 4')
  await expect(page.getByRole('columnheader', { name: /^Question 4/ })).toContainText('hear: received')
  expect((await lab.hear('Alice')).feedback).toContainEqual(
    expect.objectContaining({ record: 'Alice of 4', state: 'received' }),
  )
  await other.close()
})

test('figures, holding again and undo; hints where labels are; what is on is seen everywhere', async ({
  lab,
  page,
}) => {
  await send(lab, 'Bob', '3', '[7]', 'Bob 1')
  await goTo(page, '/question/3')
  const wrong = page.getByRole('article', { name: /: 7$/ })
  await wrong.getByRole('button', { name: 'Wrong' }).click()

  // Figures say when and how often; what is not yet due is only received.
  await page.keyboard.press('f')
  await page.getByRole('radio', { name: 'right or wrong', exact: true }).check()
  await page.getByRole('textbox', { name: 'from attempt number' }).fill('2')
  await page.getByRole('textbox', { name: 'minutes after' }).fill('1')
  await page.getByRole('textbox', { name: 'at most this many times' }).fill('3')
  await page.keyboard.press('Enter')
  const set = page.getByRole('button', { name: 'Right or wrong' })
  await expect(set).toHaveAccessibleDescription(
    'Students hear: right or wrong, from attempt 2 on, 1 minute after their first answer, at most 3 times',
  )
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'received' })
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'No feedback' })).toBeVisible()
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'withdrawn' })

  // What was released can be held again, also before the page has heard that it was released.
  await page.keyboard.press('f')
  await page.getByRole('radio', { name: 'right or wrong, with the hint' }).check()
  await page.getByRole('checkbox', { name: 'hold until I release' }).check()
  await page.keyboard.press('Enter')
  const release = page.getByRole('button', { name: '1 waits: release' })
  await expect(release).toBeVisible()
  let hear: (() => void) | undefined
  const isHeard = new Promise<void>((resolve) => (hear = resolve))
  await page.route('**/QuestionPage', (route) => isHeard.then(() => route.continue()))
  await release.click()
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'wrong' })
  await page.keyboard.press('f')
  await page.getByRole('checkbox', { name: 'hold until I release' }).check()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  hear?.()
  await send(lab, 'Zoe', '3', '[7]', 'Zoe 1')
  await expect(page.getByRole('button', { name: '1 waits: release' })).toBeVisible()
  await hearing(lab, 'Zoe', { record: 'Zoe 1', state: 'received' })

  // The dashboard: dots below the number, hollow while somebody waits, and in words on the card.
  await openTab(page, 'Dashboard')
  const head = page.getByRole('columnheader', { name: /^Question 3/ })
  await expect(head.locator('i')).toHaveCount(3)
  await expect(head.locator('[data-held="true"]').first()).toBeVisible()
  await head.hover()
  await expect(page.getByText('Students hear: right or wrong, with the hint', { exact: true })).toBeVisible()

  // A hint is written where a label is: in the dashboard's peek, and in a record's panel.
  await page.getByRole('gridcell', { name: 'wrong, 1 attempt' }).first().click()
  await page.keyboard.press('l')
  const label = page.getByRole('combobox', { name: 'Label of the group' })
  await label.fill('axis')
  await page.getByRole('button', { name: 'Add a hint' }).click()
  const hint = page.getByRole('textbox', { name: 'Hint for the students' })
  await hint.fill('Mind the axis.')
  await page.keyboard.press('Control+Enter')
  await expect(label).toHaveCount(0)
  await page.getByRole('button', { name: '1 waits: release' }).click()
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'wrong', hint: { text: 'Mind the axis.', code: '' } })
  await goTo(page, '/records?record=1')
  await expect(page.getByRole('button', { name: 'Delete axis' })).toBeVisible()
  await page.keyboard.press('l')
  await expect(hint).toHaveValue('Mind the axis.')
  await hint.fill('Mind axis 0.')
  await page.keyboard.press('Control+Enter')
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'wrong', hint: { text: 'Mind axis 0.', code: '' } })
  await page.keyboard.press('Control+z')
  await hearing(lab, 'Bob', { record: 'Bob 1', state: 'wrong', hint: { text: 'Mind the axis.', code: '' } })

  // The default of a session: when it is made, and in its panel.
  await openTab(page, 'Sessions')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('lab-2')
  await page.getByRole('combobox', { name: 'What students hear' }).click()
  await page.getByRole('option', { name: 'received' }).click()
  await page.getByRole('button', { name: 'Create and open' }).click()
  await expect(page.getByRole('row', { name: /lab-2/ })).toBeVisible()
  await page.getByRole('row', { name: /lab-2/ }).click()
  await page.getByRole('button', { name: 'Received', exact: true }).click()
  await page.getByRole('radio', { name: 'nothing' }).check()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'No feedback' })).toBeVisible()
})
