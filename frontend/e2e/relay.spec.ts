import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { FirstCell } from '../src/api/types'
import { call } from './classroom'
import { expect, test } from './lab'
import { PythonSite } from './pyodide'

/** Stands for the IPython of a front end that shows HTML: what it is given is printed, for the test to show. */
const SHOWS_HTML = `
import json, sys, types
class Publisher:
    def publish(self, data, metadata=None, transient=None, update=False):
        print("SHOWN" + json.dumps(data))
shell = types.SimpleNamespace(display_pub=Publisher())
sys.modules["IPython"] = types.ModuleType("IPython")
sys.modules["IPython"].get_ipython = lambda: shell`

/** Makes a certificate that only this test knows. */
function certificateIn(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string]
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync(
    'openssl',
    ['req', '-x509', ...made, '-subj', '/CN=school.test', '-keyout', key, '-out', cert],
    { stdio: 'ignore' },
  )
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

/** Shows HTML as JupyterLab does, which runs the scripts of a new output. */
const show = (page: Page, html: string) =>
  page.evaluate((markup) => {
    const output = document.body.appendChild(document.createElement('div'))
    output.innerHTML = markup
    for (const script of output.querySelectorAll('script')) {
      const runs = document.createElement('script')
      runs.textContent = script.textContent
      script.replaceWith(runs)
    }
  }, html)

test('a notebook on an https page, which may ask nobody, connects by a button', async ({
  lab,
  page: teacher,
  playwright,
}, info) => {
  // Loopback is no address of a room: browsers let an https page ask it. A name is one, wherever it leads.
  const { launchOptions } = info.project.use
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP teacher.test 127.0.0.1'],
  })
  const site = await PythonSite.open('pyodide', certificateIn(lab.data))
  const student = await browser.newPage({ ignoreHTTPSErrors: true })
  const { selfContained } = await call<FirstCell>(teacher, 'FirstCell', 1)
  const named = lab.notebooks.replace('127.0.0.1', 'teacher.test')
  const cell = selfContained.replaceAll(lab.notebooks, named).replace(/input\(.*\)/, '"Ada"')
  expect(cell).toContain(named)
  let printed = ''
  const run = async (code: string) =>
    (printed += (await site.run(student, 'inWorker', code)).printed.map((line) => line + '\n').join(''))
  const prints = (text: string) =>
    expect.poll(() => run('import asyncio; await asyncio.sleep(0.05)')).toContain(text)

  await student.goto(site.address)
  await run(SHOWS_HTML)
  await run(cell)
  await run('send(42, 1); npt.test()')
  await prints('it does not work yet')
  await prints('SHOWN')
  const shown = JSON.parse(/SHOWN(.*"text\/html".*)/.exec(printed)?.[1] ?? '{}') as Record<string, string>
  expect(shown['text/plain']).toContain('Press "Connect to your teacher"')

  await show(student, shown['text/html'] ?? '')
  const opens = student.waitForEvent('popup')
  await student.getByRole('button', { name: 'Connect to your teacher' }).click()
  const relay = await opens
  expect(relay.url()).toBe(`${named}/relay`)
  await prints('Connected as Ada to lab-1')
  await expect(relay.getByRole('status')).toContainText(`what you send from ${new URL(site.address).origin}`)
  const answers = async () =>
    (await call<{ records: unknown[] }>(teacher, 'Records', { sessionId: 1, partId: 0, sort: 'time' }))
      .records.length
  await expect.poll(answers).toBe(1)
  await run('send("because", 2)')
  await expect.poll(answers).toBe(2)
  await call(teacher, 'SendMessage', 1, { title: 'Break', text: 'Back at ten', code: '', type: 'info' })
  await prints('Back at ten')

  await test.step('the window carries what a notebook may send, and hears its opener alone', async () => {
    const asked = await student.evaluate(async (address) => {
      const relay = window.open('', 'npt-relay')
      const ask = (id: number, method: string, path: string) =>
        new Promise<number>((resolve) => {
          addEventListener('message', ({ data }: MessageEvent<{ id: number; status: number }>) => {
            if (data.id === id) resolve(data.status)
          })
          relay?.postMessage({ npt: 'ask', id, method, path, headers: {}, body: null, seconds: 5 }, address)
        })
      return Promise.all([
        ask(-1, 'GET', '/who'),
        ask(-2, 'GET', '/students.json'),
        ask(-3, 'GET', '//elsewhere.test/who'),
        ask(-4, 'DELETE', '/who'),
      ])
    }, named)
    expect(asked).toEqual([200, 0, 0, 0])
  })
  site.close()
  await browser.close()
})
