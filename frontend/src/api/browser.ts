/**
 * The app's API for a page in an ordinary browser: where wails did not put `window.go` and
 * `window.runtime`, this module puts them, over HTTP. It must be imported before all others.
 */
import { noteAnswer, noteSilence, onRetry } from './connection'
import { ApiError, toApiError, UNREACHABLE } from './error'
import { signalOfCall } from './making'

type Listener = (...data: unknown[]) => void

declare global {
  interface Window {
    go?: unknown
    runtime?: unknown
  }
}

const RETRY_MS = 3000

const listeners = new Map<string, Set<Listener>>()
let stream: EventSource | undefined
let retryTimer = 0
let wasOpen = false

function emit(name: string, data: unknown[]) {
  for (const listener of listeners.get(name) ?? []) listener(...data)
}

/** The stream ended: whether the app may still be asked is for the status to say. */
function ended() {
  lost()
  if (!wasOpen) return
  wasOpen = false
  emit('changed', [{ kinds: ['status'], sessions: [] }])
}

function lost() {
  stream?.close()
  stream = undefined
  window.clearTimeout(retryTimer)
  retryTimer = window.setTimeout(connect, RETRY_MS)
  noteSilence(Date.now() + RETRY_MS)
}

/** Opens the stream of events. Whatever happened while there was none is unknown, so everything is asked anew. */
function connect() {
  window.clearTimeout(retryTimer)
  stream?.close()
  const source = new EventSource('api/events')
  stream = source
  source.onopen = () => {
    wasOpen = true
    noteAnswer()
    emit('changed', [{ kinds: ['records', 'sessions', 'status'], sessions: [] }])
  }
  source.onmessage = (message: MessageEvent<string>) => {
    noteAnswer()
    const { name, data } = JSON.parse(message.data) as { name: string; data: unknown[] }
    emit(name, data)
  }
  source.onerror = ended
}

async function post(method: string, args: unknown[]): Promise<unknown> {
  const signal = signalOfCall()
  let response: Response
  try {
    response = await fetch(`api/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(args),
      signal: signal ?? null,
    })
  } catch {
    if (signal?.aborted) throw new ApiError('aborted', 'Nobody waits for the answer any more.')
    lost()
    throw new ApiError(UNREACHABLE, 'The app does not answer.')
  }
  noteAnswer()
  const text = await response.text()
  if (!response.headers.get('Content-Type')?.includes('json')) throw new ApiError('refused', text)
  const value: unknown = JSON.parse(text)
  if (response.ok) return value
  throw toApiError(value)
}

function on(name: string, listener: Listener): () => void {
  if (!stream) connect()
  const own = listeners.get(name) ?? new Set()
  listeners.set(name, own.add(listener))
  return () => own.delete(listener)
}

if (!window.go) {
  const api = new Proxy(
    {},
    {
      get:
        (_, method: string) =>
        (...args: unknown[]) =>
          post(method, args),
    },
  )
  window.go = { api: { API: api } }
  window.runtime = {
    EventsOnMultiple: on,
    EventsEmit: () => undefined, // nobody listens there
    Environment: () => Promise.resolve({ buildType: 'browser', platform: 'browser', arch: '' }),
    ClipboardSetText: (text: string) => navigator.clipboard.writeText(text).then(() => true),
    BrowserOpenURL: (address: string) => void window.open(address, '_blank', 'noopener'),
    WindowIsFullscreen: () => Promise.resolve(document.fullscreenElement !== null),
    WindowFullscreen: () => void document.documentElement.requestFullscreen().catch(() => undefined),
    WindowUnfullscreen: () => void document.exitFullscreen().catch(() => undefined),
  }
  onRetry(connect)
}
