import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { test as base, expect, type Page } from '@playwright/test'

/** What a record needs beyond its session; what is left out is Alice's text for question 1. */
export interface Sent {
  student?: string
  device?: string
  question?: string
  /** Of a function: what it gave for inputs, as the protocol has it. */
  calls?: string
  part?: string
  type?: string
  data?: string
  file?: Uint8Array
  /** By which the notebook knows the answer. */
  record?: string
}

/** The original's client gives its answers no name. */
const recordId = ({ record }: Sent): Record<string, string> =>
  record === undefined ? {} : { record_id: record }

/** What a notebook hears of a student's answers. */
interface Told {
  told: string
  feedback: { record: string; state: string; hint?: { text: string; code: string } }[]
}

/** Returns the field with what a function gave, if there is something. */
const callsOf = ({ calls }: Sent): Record<string, string> => (calls === undefined ? {} : { calls })

/** A running program with a data folder of its own, and what a test needs to talk to it. */
export class Lab {
  /** Where notebooks send to, as http://host:port. */
  notebooks = ''
  /** What a teacher opens in a browser, token included. */
  console = ''
  readonly data: string
  private process: ChildProcess | undefined

  constructor(
    data: string,
    readonly owner: string,
    readonly session: string,
  ) {
    this.data = data
  }

  /** Starts the program and resolves once both of its addresses answer. */
  async start(): Promise<void> {
    const args = [
      'serve',
      '--json',
      '--listen',
      '127.0.0.1:0',
      '--console',
      '127.0.0.1:0',
      '--data',
      this.data,
    ]
    if (this.owner) args.push('--owner', this.owner)
    if (this.session) args.push('--session', this.session)
    const program = spawn(process.env.NPT_BIN ?? '../build/bin/npt-test', args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Its log is not the developer's own.
      env: { ...process.env, XDG_STATE_HOME: path.join(this.data, 'state') },
    })
    this.process = program
    for await (const line of createInterface({ input: program.stdout })) {
      const addresses = JSON.parse(line) as { notebooks: [string]; console: string }
      this.notebooks = addresses.notebooks[0]
      this.console = addresses.console
      return
    }
    throw new Error('the program ended before it printed its addresses')
  }

  /** Ends the program as the system does and resolves once it is gone. */
  async stop(): Promise<void> {
    const program = this.process
    if (program?.exitCode !== null) return
    const gone = new Promise((resolve) => program.once('exit', resolve))
    program.kill('SIGTERM')
    await gone
  }

  /** Sends a record as the original's client would; rejects unless it was kept. */
  async send(sent: Sent): Promise<void> {
    const answer = await this.post(sent)
    if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`)
  }

  /** Sends a record and resolves to the answer, whatever it is. */
  async post(sent: Sent): Promise<Response> {
    const fields: Record<string, string> = {
      session_owner: this.owner || 'prof',
      session_name: this.session || 'lab-1',
      part_name: sent.part ?? 'default',
      sender_name: sent.student ?? 'Alice',
      sender_uuid: sent.device ?? 'a41f',
      question_nb: sent.question ?? '1',
      type: sent.type ?? 'str',
      ...recordId(sent),
      ...callsOf(sent),
    }
    let body: URLSearchParams | FormData = new URLSearchParams({ ...fields, data: sent.data ?? 'hello' })
    if (sent.file) {
      body = new FormData()
      for (const [key, value] of Object.entries(fields)) body.set(key, value)
      body.set('file', new Blob([sent.file.slice()]), 'file')
    }
    return fromDevice(
      fields.sender_uuid ?? '',
      new Request(`${this.notebooks}/add-record`, { method: 'POST', body }),
    )
  }

  /** Waits for messages as a student's notebook does and resolves to the first ones. */
  async listen(student: string, after = 0): Promise<unknown[]> {
    const who = { sender_name: student, sender_uuid: student, after: String(after) }
    const query = new URLSearchParams({ session_owner: this.owner, session_name: this.session, ...who })
    const answer = await fetch(`${this.notebooks}/messages?${query.toString()}`)
    return ((await answer.json()) as { messages: unknown[] }).messages
  }

  /** The first cell that a teacher hands out. */
  get cell(): string {
    return [
      'import requests',
      `exec(requests.get("${this.notebooks}/get-send-code").content)`,
      `npt_config = {'session_name': '${this.session}', 'session_owner': '${this.owner}'}`,
      'npt_config[\'sender_name\'] = input("Name:")',
    ].join('\n')
  }

  /** Hears of a student's answers as a notebook does, with the cursor of what it heard last; resolves to what is new. */
  async hear(student: string, told = ''): Promise<Told> {
    const who = { sender_name: student, sender_uuid: student, after: '0', told }
    const query = new URLSearchParams({ session_owner: this.owner, session_name: this.session, ...who })
    const answer = await fetch(`${this.notebooks}/messages?${query.toString()}`)
    return (await answer.json()) as Told
  }

  /** Runs a notebook of app/testdata in Debian's Jupyter kernel, as a student of that name. */
  async runNotebook(firstCell: string, student: string): Promise<void> {
    await this.runPython(firstCell, 'run_notebook.py', 'lab.ipynb', student)
  }

  /** Runs a script of app/testdata that takes the first cell as its input; resolves to what it prints. */
  async runPython(firstCell: string, ...script: string[]): Promise<string> {
    const folder = path.resolve(import.meta.dirname, '../../app/testdata')
    const home = await mkdtemp(path.join(tmpdir(), 'npt-student-'))
    const env = {
      ...process.env,
      HOME: home,
      XDG_STATE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
    }
    const python = spawn('/usr/bin/python3', script, {
      cwd: folder,
      env: { ...env, MPLBACKEND: 'agg' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    python.stdin.end(firstCell)
    let printed = ''
    python.stdout.on('data', (text: Buffer) => (printed += text.toString()))
    const code = await new Promise((resolve) => python.once('close', resolve))
    await rm(home, { recursive: true })
    if (code !== 0) throw new Error(`${script.join(' ')} ended with ${String(code)}`)
    return printed
  }
}

/** How many times slower than it is the browser works: to find what only holds on a fast machine. */
const SLOWDOWN = Number(process.env.NPT_SLOWDOWN ?? 1)

async function slowDown(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
}

/** Goes to a place within the app, as a link does: the page is not loaded anew. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, place)
}

/** Opens a tab of the interface by its name. */
export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name, exact: true }).click()
}

/** The key of all data folders: the program takes longer to make one than to start. */
const KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

interface Fixtures {
  owner: string
  session: string
  lab: Lab
  /**
   * Fails the test when the page reports an error or breaks its Content-Security-Policy. A call that the app
   * refuses is no error: the browser reports its status all the same.
   */
  quiet: undefined
  /** Whether the program starts again during the test, so that the page misses it for a moment. */
  restarts: boolean
}

/** Sends a request from an address of the device's own, as each student has one: all of 127.0.0.0/8 are this computer. */
async function fromDevice(device: string, asked: Request): Promise<Response> {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(device).digest()
  const localAddress = `127.${String(1 + (a >> 1))}.${String(b)}.${String(1 + (c >> 1))}`
  const body = Buffer.from(await asked.arrayBuffer())
  const headers = { ...Object.fromEntries(asked.headers), 'Content-Length': String(body.length) }
  return new Promise((resolve, reject) => {
    const sending = request(
      asked.url,
      { method: asked.method, headers, localAddress, agent: false },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve(new Response(Buffer.concat(parts), { status: answer.statusCode ?? 0 })),
        )
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** A test with a program of its own; `owner` and `session` are made unless a file empties them. */
export const test = base.extend<Fixtures>({
  owner: ['prof', { option: true }],
  session: ['lab-1', { option: true }],
  restarts: [false, { option: true }],
  lab: async ({ owner, session, page }, use) => {
    const data = await mkdtemp(path.join(tmpdir(), 'npt-e2e-'))
    await writeFile(path.join(data, 'npt.key'), KEY, { mode: 0o600 })
    const lab = new Lab(data, owner, session)
    await lab.start()
    if (SLOWDOWN > 1) await slowDown(page)
    await page.goto(lab.console)
    // A key that is pressed before there is a page goes nowhere.
    await page.getByRole('navigation').first().waitFor()
    await use(lab)
    await page.close()
    await lab.stop()
    await rm(data, { recursive: true })
  },
  quiet: [
    async ({ page, restarts }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        const isExpected =
          message.text().includes('status of 422') || (restarts && /ERR_|status of 5/.test(message.text()))
        if (message.type() === 'error' && !isExpected) errors.push(message.text())
      })
      await use(undefined)
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
