import { readFileSync } from 'node:fs'

import type { Page } from '@playwright/test'

import { objections } from './axe'
import { call } from './classroom'
import { expect, goTo, test } from './lab'

const code = (source: string, outputs: object[] = []) => ({
  cell_type: 'code',
  metadata: {},
  execution_count: 7,
  outputs,
  source,
})

const cells = [
  { cell_type: 'markdown', metadata: {}, source: '# K-means' },
  code('import numpy as np'),
  code(
    'def distance(a, b):\n    # TODO BLOCK\n    return abs(a - b)\n    # END TODO BLOCK\n\nsend(distance, 4)',
  ),
  code('send(2)', [{ output_type: 'stream', name: 'stdout', text: 'sent' }]),
]

const book = (metadata = {}) =>
  Buffer.from(JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata, cells }, null, 1))

/** Chooses a file as the system's dialog would. */
async function choose(page: Page, button: string, name: string, buffer: Buffer) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer })
}

const tool = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'What can be done' }).getByRole('button', { name })

test('a notebook is checked, numbered, connected and made the students’ version before anything is written', async ({
  lab,
  page,
}) => {
  await lab.send({ question: '4' })
  await goTo(page, '/sessions/1')
  await page.getByRole('link', { name: 'Prepare a notebook…' }).click()
  await choose(page, 'Open a notebook…', 'kmeans.ipynb', book())
  await expect(page.getByText('The first cell is missing')).toBeVisible()
  await expect(page.getByText('This send has no number')).toBeVisible()
  expect(await objections(page)).toEqual([])

  const written = page.getByRole('group', { name: 'Changes' }).getByText('# WRITE HERE')
  await tool(page, 'Renumber').click()
  await expect(page.getByRole('row', { name: 'cell 3 4 1 distance' })).toBeVisible()
  await page.getByRole('button', { name: 'Change 2 numbers' }).click()
  await tool(page, 'Check').click()
  await page.getByRole('button', { name: 'Fix what is safe' }).click()
  await expect(page.getByText('Nothing was found that would go wrong.')).toBeVisible()
  await tool(page, 'Students’ version').click()
  await page.getByRole('textbox', { name: 'What students find in its place' }).fill('# WRITE HERE')
  await page.getByRole('button', { name: 'Make the students’ version' }).click()
  await expect(page.getByRole('heading', { name: 'cell 4 code' })).toBeVisible()
  await expect(written).toBeVisible()
  await expect(page.getByText('Nothing is written yet.')).toBeVisible()

  await page.getByRole('heading', { level: 1 }).click() // out of the field, which has its own Ctrl Z
  await page.keyboard.press('Control+z')
  await expect(written).toHaveCount(0)
  await page.getByRole('button', { name: 'Make the students’ version' }).click()
  await expect(page.getByRole('heading', { name: 'cell 4 code' })).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('kmeans_init_student_version.ipynb')
  const made = readFileSync(await download.path(), 'utf8')
  expect(made).toContain('# WRITE HERE')
  expect(made).toContain("'notebook_version': '")
  expect(made).not.toContain('sent')
  await expect(page.getByText('Downloaded: kmeans_init_student_version.ipynb')).toBeVisible()

  await tool(page, 'Records and titles').click()
  await page.getByRole('button', { name: 'Let them follow' }).click()
  const labels = async () => (await call<{ label: string }[]>(page, 'Questions', 1)).map(({ label }) => label)
  await expect.poll(labels).toEqual(['1'])
  await page.keyboard.press('Control+z')
  await expect.poll(labels).toEqual(['4'])
})

test('a notebook is dropped on the window, and what is none says why', async ({ lab, page }) => {
  const drop = async (name: string, content: string) => {
    const data = await page.evaluateHandle(
      ([name, content]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([content], name))
        return transfer
      },
      [name, content] as const,
    )
    await page.dispatchEvent('main', 'dragover', { dataTransfer: data })
    await page.dispatchEvent('main', 'drop', { dataTransfer: data })
  }
  await lab.send({ question: '1' })
  await goTo(page, '/sessions')
  await drop('r.ipynb', book({ kernelspec: { name: 'ir', language: 'R' } }).toString())
  await expect(page.getByText('The notebook is written in r: only notebooks in Python')).toBeVisible()
  await drop('old.ipynb', '{"nbformat": 3, "worksheets": []}')
  await expect(page.getByText('The notebook is of format 3')).toBeVisible()
  await drop('kmeans.ipynb', book().toString())
  await expect(page.getByRole('heading', { level: 1, name: 'kmeans.ipynb' })).toBeVisible()
  await goTo(page, '/notebook/gone')
  await expect(page.getByText('This notebook is not open any more')).toBeVisible()
})
