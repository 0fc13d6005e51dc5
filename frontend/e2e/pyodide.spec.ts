import type { BrowserContext, Page } from '@playwright/test'
import { call } from './classroom'
import type { FirstCell } from '../src/api/types'
import { expect, type Lab, test } from './lab'
import { PythonSite, type Where } from './pyodide'

/** Chromium lets a cell wait for a promise, Firefox and Safari do not: there the engine's switch is taken away. */
const forbidWaiting = (context: BrowserContext) =>
  context.addInitScript(() => {
    Reflect.deleteProperty(WebAssembly, 'Suspending')
    Reflect.deleteProperty(WebAssembly, 'promising')
  })

/** A student's notebook in a browser: cells run one after the other. */
class Notebook {
  constructor(
    private readonly site: PythonSite,
    private readonly page: Page,
    private readonly where: Where,
    private readonly lab: Lab,
    private readonly teacher: Page,
  ) {}

  /** Runs a cell and resolves to what was printed since the one before it. */
  async run(code: string): Promise<string> {
    return (await this.site.run(this.page, this.where, code)).printed.join('\n')
  }

  /** Opens the site anew, as after a reload, and runs the first cell. */
  async open(): Promise<void> {
    await this.page.goto('about:blank')
    await this.page.goto(this.site.address)
    const { withoutRequests: cell } = await call<FirstCell>(this.teacher, 'FirstCell', 1)
    expect(cell).toContain(`${this.lab.notebooks}/get-send-code`)
    const printed = await this.run(cell.replace(/input\(.*\)/, '"Ada"'))
    expect(printed).toBe('')
  }

  /** Runs a cell, and lets the page's loop run, as it does between two cells, until something was printed. */
  async printed(text: string, cell = ''): Promise<void> {
    let all = await this.run(cell)
    await expect
      .poll(async () => (all += await this.run('import asyncio; await asyncio.sleep(0.05)')))
      .toContain(text)
  }
}

const cases: { name: string; version: string; where: Where; waits: boolean }[] = [
  { name: '0.27, in a page where no cell may wait', version: 'pyodide-0.27', where: 'inPage', waits: false },
  { name: '0.29, in a worker', version: 'pyodide', where: 'inWorker', waits: true },
  { name: '314, in a page', version: 'pyodide-314', where: 'inPage', waits: true },
]

for (const { name, version, where, waits } of cases) {
  test(`Pyodide ${name}: nothing is lost, and one student stays one`, async ({ lab, page, context }) => {
    const site = await PythonSite.open(version)
    if (!waits) await forbidWaiting(context)
    const student = await context.newPage()
    const notebook = new Notebook(site, student, where, lab, page)
    const answers = async () => {
      const filter = { sessionId: 1, partId: 0, sort: 'question' }
      const { records } = await call<{ records: { question: string; student: string; attempts: number }[] }>(
        page,
        'Records',
        filter,
      )
      return records.map(({ question, attempts }) => `${question} x${String(attempts)}`).sort()
    }
    await notebook.open()
    // Then it is known whose computer answers, which a request of a cell that computes cannot wait for.
    await notebook.printed('it works', 'npt.test()')

    await test.step('an answer is there while its cell goes on computing', async () => {
      const computing = notebook.run(`
send(41, 1); send(42, 1); send(7, 2)
while get("${site.address}may-end").read() != "true":
    pass`)
      await expect.poll(answers).toEqual(['1 x2', '2 x1'])
      site.mayEnd = true
      await computing
    })

    await test.step('what waits when the page is closed goes out after the next first cell', async () => {
      await context.route('**/add-record', (route) => route.abort())
      await notebook.run('send("waits", 3); send("waits too", 4)')
      await notebook.printed('2 answers wait')
      expect(await notebook.run('npt.status()')).toContain('waiting   2')
      await context.unroute('**/add-record')
      await notebook.open()
      await expect.poll(answers).toEqual(['1 x2', '2 x1', '3 x1', '4 x1'])
      expect(await notebook.run('npt.mine()')).toMatch(/3 .* waits\n4 .* waits too/)
      expect(await call<unknown[]>(page, 'Students', 1)).toHaveLength(1)
    })

    await test.step('once the server is back nothing more need be sent', async () => {
      await context.route('**/add-record', (route) => route.abort())
      await notebook.run('send("late", 5)')
      await notebook.printed('1 answer waits')
      await context.unroute('**/add-record')
      await notebook.printed('all your answers have now arrived')
    })

    await test.step('messages and help', async () => {
      await call(page, 'SendMessage', 1, { title: 'Break', text: 'Back at ten', code: '', type: 'info' })
      await notebook.printed('Back at ten')
      await notebook.run('npt.help("lost")')
      await expect(page.getByText('1 asks for help').first()).toBeVisible()
    })
    site.close()
  })
}

test('Pyodide sends nothing to a computer that is not the one of its first cell', async ({
  lab,
  page,
  context,
}) => {
  const site = await PythonSite.open('pyodide')
  const student = await context.newPage()
  const notebook = new Notebook(site, student, 'inPage', lab, page)
  const posted: string[] = []
  student.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.url())
  })
  await context.route('**/who*', (route) =>
    route.fulfill({
      json: { app: 'npt', id: 'ANOTHER', owners: [lab.owner] },
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  )
  await notebook.open()
  await notebook.run('send(42, 1)')
  await notebook.printed('1 answer waits')
  expect(posted).toEqual([])
  expect(await notebook.run('npt.status()')).toContain("is another teacher's computer")
  site.close()
})
