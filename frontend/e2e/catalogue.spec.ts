import path from 'node:path'

import type { Page } from '@playwright/test'

import { objections } from './axe'
import { expect, goTo, openTab, test } from './lab'

const NOTEBOOK = path.resolve(import.meta.dirname, '../../app/testdata/titles.ipynb')

async function open(page: Page, question: string): Promise<void> {
  await goTo(page, `/question/${encodeURIComponent(question)}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(question)
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Questions: order and titles' })
const labels = (page: Page) => dialog(page).locator('li bdi').allTextContents()
const titleOf = (page: Page, label: string) =>
  dialog(page).getByRole('textbox', { name: `Title of question ${label}`, exact: true })
const bar = (page: Page, label: string) =>
  page.getByRole('grid').getByRole('link', { name: `Question ${label}:` })

/** Chooses a file as the system's dialog would. */
async function choose(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) {
  const chooser = page.waitForEvent('filechooser')
  await dialog(page).getByRole('button', { name: 'Titles from a notebook…' }).click()
  await (await chooser).setFiles(file)
}

test('a title is typed at the question, and the order of questions by keys', async ({ lab, page }) => {
  for (const question of ['10', '2', '2b']) await lab.send({ question })
  await open(page, '2b')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('10')
  await page.keyboard.press('t')
  await page.getByRole('textbox', { name: 'Title of the question' }).fill('Cluster sizes')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cluster sizes')

  await page.getByRole('button', { name: 'Order', exact: true }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '2b', '10'])
  await expect(titleOf(page, '10')).toHaveValue('Cluster sizes')
  await titleOf(page, '10').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => labels(page)).toEqual(['2', '10', '2b'])
  await dialog(page).getByRole('button', { name: 'Default order' }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '2b', '10'])
})

test('a question that nobody sent stays through every order, until it is taken out', async ({
  lab,
  page,
}) => {
  for (const question of ['10', '2']) await lab.send({ question })
  await open(page, '2')
  await page.getByRole('button', { name: 'Order', exact: true }).click()
  await dialog(page).getByRole('textbox', { name: 'Add a question' }).fill('3')
  await dialog(page).getByRole('button', { name: 'Add' }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '3', '10'])
  await titleOf(page, '3').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => labels(page)).toEqual(['3', '2', '10'])
  await dialog(page).getByRole('button', { name: 'Default order' }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '3', '10'])
  await titleOf(page, '3').fill('Sizes')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Question 3 is now called “Sizes”.')).toBeVisible()
  await titleOf(page, '3').fill('')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Question 3 no longer has a title.')).toBeVisible()
  await expect.poll(() => labels(page)).toEqual(['2', '3', '10'])
  // Those that were sent cannot be taken out.
  await expect(dialog(page).getByRole('button', { name: /^Remove question/ })).toHaveCount(1)
  await dialog(page).getByRole('button', { name: 'Remove question 3 (nobody has sent it)' }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '10'])
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => labels(page)).toEqual(['2', '3', '10'])
})

test('before the lab the grid knows the questions of its notebook, with titles, in its order', async ({
  lab,
  page,
}) => {
  await openTab(page, 'Dashboard')
  await page.getByRole('button', { name: 'Titles and order of questions' }).click()
  await choose(page, NOTEBOOK)
  const found = dialog(page).getByRole('list', { name: 'Questions in the notebook' }).getByRole('listitem')
  await expect(found).toHaveText([
    /^1Load the data/,
    /^2Remove the outliers/,
    /^2bAnd without them\?/,
    /^3Tailles des clusters/,
    /^4What do you conclude\?/,
  ])
  await dialog(page).getByRole('button', { name: 'Use these titles and this order' }).click()
  await expect.poll(() => labels(page)).toEqual(['1', '2', '2b', '3', '4'])
  await expect(titleOf(page, '2')).toHaveValue('Remove the outliers by their z-score.')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await lab.send({ question: '3' })
  for (const label of ['1', '2', '2b', '3', '4']) {
    await expect(bar(page, label)).toBeVisible()
  }
  await page.keyboard.press('Control+z')
  await expect(bar(page, '2b')).toBeHidden()
  await expect(bar(page, '3')).toBeVisible()
})

test('titles that stand already are shown beside those that take their place', async ({ lab, page }) => {
  for (const question of ['2', 'Bonus']) await lab.send({ question })
  await open(page, '2')
  await page.keyboard.press('t')
  await page.getByRole('textbox', { name: 'Title of the question' }).fill('Outliers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Outliers')
  await page.getByRole('button', { name: 'Order', exact: true }).click()
  await choose(page, NOTEBOOK)
  await expect(dialog(page).locator('del')).toHaveText('Outliers')
  await expect(dialog(page).getByText('new', { exact: true })).toHaveCount(4)
  await dialog(page).getByRole('button', { name: 'Use these titles and this order' }).click()
  await expect.poll(() => labels(page)).toEqual(['1', '2', '2b', '3', '4', 'Bonus'])
  await choose(page, NOTEBOOK)
  await expect(dialog(page).getByRole('button', { name: 'Nothing new to import' })).toBeDisabled()
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => labels(page)).toEqual(['2', 'Bonus'])
  await expect(titleOf(page, '2')).toHaveValue('Outliers')
})

test('what is no notebook is said in its place, in French too', async ({ lab, page }) => {
  await lab.send({ question: '2' })
  await open(page, '2')
  await page.getByRole('button', { name: 'Order', exact: true }).click()
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await choose(page, file('notes.ipynb', 'send(x, 3)'))
  await expect(dialog(page).getByRole('alert')).toContainText('This file is not a Jupyter notebook')
  await choose(page, file('empty.ipynb', '{"nbformat": 4, "cells": []}'))
  await expect(dialog(page)).toContainText('No send() with a question was found in empty.ipynb.')
  await dialog(page).getByRole('button', { name: 'Back' }).click()
  await page.evaluate(() => localStorage.setItem('npt.language', 'fr'))
  await page.reload()
  await page.getByRole('button', { name: 'Ordre', exact: true }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Titres depuis un notebook…' }).click()
  await (await chooser).setFiles(file('later.ipynb', '{"nbformat": 5, "cells": []}'))
  await expect(page.getByRole('alert')).toContainText('Le notebook est au format 5')
  expect(await objections(page, '.mantine-Modal-body')).toEqual([])
})
