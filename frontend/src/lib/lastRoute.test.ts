import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastRouteIn, newSessionRoute, rememberRoute, restoreRoute } from './lastRoute'

const kept = new Map<string, string>()
const replaceState = vi.fn()

beforeEach(() => {
  kept.clear()
  replaceState.mockClear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.stubGlobal('location', { hash: '' })
  vi.stubGlobal('history', { replaceState })
})

describe('lastRouteIn', () => {
  it('finds the filters again', () => {
    rememberRoute('/records?question=3', 7)
    rememberRoute('/', 7)
    expect(lastRouteIn('/records', 7)).toBe('/records?question=3')
  })
  it('leaves those of another session', () => expect(lastRouteIn('/records', 8)).toBe('/records'))
  it('is the tab itself where nobody was', () => expect(lastRouteIn('/dashboard', 7)).toBe('/dashboard'))
  it('keeps a path within a tab', () => {
    rememberRoute('/records/student/4', 7)
    expect(lastRouteIn('/records', 7)).toBe('/records/student/4')
  })
})

describe('the list of sessions', () => {
  beforeEach(() => rememberRoute('/sessions/4?find=lab&sort=name', 7))
  it('keeps its search and order in another session', () =>
    expect(lastRouteIn('/sessions', 8)).toBe('/sessions?find=lab&sort=name'))
  it('keeps the session that was looked at in its own', () =>
    expect(lastRouteIn('/sessions', 7)).toBe('/sessions/4?find=lab&sort=name'))
  it('stays under the form for a new session', () => {
    expect(newSessionRoute()).toBe('/sessions/4?find=lab&sort=name&new')
    rememberRoute(newSessionRoute(), 7)
    expect(newSessionRoute()).toBe('/sessions/4?find=lab&sort=name&new')
  })
  it('is found again after a start that another tab had ended', async () => {
    rememberRoute('/records', 7)
    vi.resetModules()
    const next = await import('./lastRoute')
    expect(next.lastRouteIn('/sessions', 7)).toBe('/sessions?find=lab&sort=name')
    expect(next.newSessionRoute()).toBe('/sessions?find=lab&sort=name&new')
  })
  it('has nothing to keep at first', async () => {
    kept.clear()
    vi.resetModules()
    expect((await import('./lastRoute')).newSessionRoute()).toBe('/sessions?new')
  })
})

describe('restoreRoute', () => {
  it('goes where the last start ended', () => {
    rememberRoute('/records?text=abs', 7)
    restoreRoute()
    expect(replaceState).toHaveBeenCalledWith(null, '', '#/records?text=abs')
  })
  it.each(['/sessions?new', '/projector?show=count'])('does not go back to %s', (route) => {
    rememberRoute(route, 7)
    restoreRoute()
    expect(replaceState).not.toHaveBeenCalled()
  })
  it('leaves an address that names a route', () => {
    rememberRoute('/records', 7)
    location.hash = '#/settings'
    restoreRoute()
    expect(replaceState).not.toHaveBeenCalled()
  })
})
