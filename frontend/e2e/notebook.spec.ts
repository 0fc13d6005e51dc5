import { expect, openTab, test } from './lab'

test('every record of a real notebook shows by itself, soon after it is kept', async ({ lab, page }) => {
  await openTab(page, 'Records')
  const shown = page.evaluate(watchRows, 11)
  await lab.runNotebook(lab.cell, 'Zoë 李')

  const seen = await shown
  expect(Object.keys(seen).sort()).toEqual(['1', '10', '2', '2b', '3', '4', '5', '6', '7', '8', '9'])
  for (const record of await keptRecords(lab.console)) {
    const wait = (seen[record.question] ?? Infinity) - Date.parse(record.receivedAt)
    // How soon on a machine with nothing else to do, `visible.bench.ts` measures.
    expect(wait, `question ${record.question}: from the store to the window, in ms`).toBeLessThan(5000)
  }
  await openTab(page, 'Dashboard')
  await expect(page.getByRole('grid').getByRole('link', { name: /^Question 2b: 1 of/ })).toBeVisible()
})

/** Runs in the page: resolves to the time at which the row of each question first showed. */
function watchRows(count: number): Promise<Record<string, number>> {
  const seen: Record<string, number> = {}
  return new Promise((resolve) => {
    const look = () => {
      for (const row of document.querySelectorAll('[data-question]')) {
        seen[(row as HTMLElement).dataset.question ?? ''] ??= Date.now()
      }
      if (Object.keys(seen).length === count) resolve(seen)
      else requestAnimationFrame(look)
    }
    look()
  })
}

interface Kept {
  question: string
  receivedAt: string
}

async function keptRecords(console: string): Promise<Kept[]> {
  const address = new URL(console)
  const answer = await fetch(`${address.origin}/api/Records`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${address.searchParams.get('token') ?? ''}`,
    },
    body: JSON.stringify([{ sessionId: 1, partId: 0, studentId: 0, question: '', after: '', limit: 0 }]),
  })
  const page = (await answer.json()) as { records: Kept[] }
  return page.records
}
