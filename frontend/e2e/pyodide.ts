import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import type { Page } from '@playwright/test'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
}

// What a page and a worker share: Python, which runs one cell after the other and prints into a list.
const KERNEL = `
  importScripts?.('pyodide.js')
  const printed = []
  const ready = loadPyodide({ indexURL: '/', stdout: (line) => printed.push(line), stderr: (line) => printed.push(line) })
  async function run(code) {
    const python = await ready
    return python.runPythonAsync(code)
  }`

const WORKER = `${KERNEL}
  onmessage = async ({ data }) => {
    const value = await run(data).catch((failure) => { printed.push(String(failure)) })
    postMessage({ value: String(value ?? ''), printed: printed.splice(0) })
  }`

const PAGE = `<!doctype html><title>Python</title><script src="pyodide.js"></script><script>
  ${KERNEL.replace("importScripts?.('pyodide.js')", '')}
  let queue = Promise.resolve()
  globalThis.inPage = async (code) => {
    const value = await run(code).catch((failure) => { printed.push(String(failure)) })
    return { value: String(value ?? ''), printed: printed.splice(0) }
  }
  let worker
  globalThis.inWorker = (code) => new Promise((resolve) => {
    worker ??= new Worker('worker.js')
    worker.onmessage = ({ data }) => resolve(data)
    worker.postMessage(code)
  })
</script>`

/** Where Python runs: a page's main thread as on a teacher's own page, a worker as in JupyterLite. */
export type Where = 'inPage' | 'inWorker'

/** What a cell gave, and what was printed since the cell before it. */
export interface Ran {
  value: string
  printed: string[]
}

/** A site with Pyodide, as a school would have it: nothing is asked of the internet. */
export class PythonSite {
  /** What a cell reads at /may-end: it goes on computing until this is true. */
  mayEnd = false

  private readonly server: Server

  constructor(
    name: string,
    private readonly certificate?: ServerOptions,
  ) {
    const folder = path.resolve('node_modules', name)
    const answer: RequestListener = (request, response) => {
      const file = new URL(request.url ?? '/', 'http://site').pathname.slice(1)
      const made: Record<string, string> = {
        '': PAGE,
        'worker.js': WORKER,
        'may-end': String(this.mayEnd),
      }
      const type = TYPES[path.extname(file) || '.html'] ?? 'application/octet-stream'
      Promise.resolve(made[file] ?? readFile(path.join(folder, path.basename(file))))
        .then((content) => response.writeHead(200, { 'Content-Type': type }).end(content))
        .catch(() => response.writeHead(404).end())
    }
    this.server = certificate ? createSecureServer(certificate, answer) : createServer(answer)
  }

  get address(): string {
    return `http${this.certificate ? 's' : ''}://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`
  }

  /** Serves the npm package of that name on a free port, by https if there is a certificate. */
  static async open(name: string, certificate?: ServerOptions): Promise<PythonSite> {
    const site = new PythonSite(name, certificate)
    await new Promise<void>((resolve) => site.server.listen(0, '127.0.0.1', resolve))
    return site
  }

  /** Runs a cell in a page of this site, in its main thread or in a worker. */
  async run(page: Page, where: Where, code: string): Promise<Ran> {
    return page.evaluate(
      ([there, cell]) =>
        (globalThis as unknown as Record<Where, (code: string) => Promise<Ran>>)[there](cell),
      [where, code] as const,
    )
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
