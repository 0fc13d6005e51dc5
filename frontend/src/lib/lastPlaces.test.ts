import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastPlaceIn, newSessionPlace, rememberPlace, restorePlace } from './lastPlaces'

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

describe('lastPlaceIn', () => {
  it('finds the filters again', () => {
    rememberPlace('/records?question=3', 7)
    rememberPlace('/', 7)
    expect(lastPlaceIn('/records', 7)).toBe('/records?question=3')
  })
  it('leaves those of another session', () => expect(lastPlaceIn('/records', 8)).toBe('/records'))
  it('is the tab itself where nobody was', () => expect(lastPlaceIn('/dashboard', 7)).toBe('/dashboard'))
  it('keeps a path within a tab', () => {
    rememberPlace('/records/student/4', 7)
    expect(lastPlaceIn('/records', 7)).toBe('/records/student/4')
  })
})

describe('the list of sessions', () => {
  beforeEach(() => rememberPlace('/sessions/4?find=lab&sort=name', 7))
  it('keeps its search and order in another session', () =>
    expect(lastPlaceIn('/sessions', 8)).toBe('/sessions?find=lab&sort=name'))
  it('keeps the session that was looked at in its own', () =>
    expect(lastPlaceIn('/sessions', 7)).toBe('/sessions/4?find=lab&sort=name'))
  it('stays under the form for a new session', () => {
    expect(newSessionPlace()).toBe('/sessions/4?find=lab&sort=name&new')
    rememberPlace(newSessionPlace(), 7)
    expect(newSessionPlace()).toBe('/sessions/4?find=lab&sort=name&new')
  })
  it('is found again after a start that another tab had ended', async () => {
    rememberPlace('/records', 7)
    vi.resetModules()
    const next = await import('./lastPlaces')
    expect(next.lastPlaceIn('/sessions', 7)).toBe('/sessions?find=lab&sort=name')
    expect(next.newSessionPlace()).toBe('/sessions?find=lab&sort=name&new')
  })
  it('has nothing to keep at first', async () => {
    kept.clear()
    vi.resetModules()
    expect((await import('./lastPlaces')).newSessionPlace()).toBe('/sessions?new')
  })
})

describe('restorePlace', () => {
  it('goes where the last start ended', () => {
    rememberPlace('/records?text=abs', 7)
    restorePlace()
    expect(replaceState).toHaveBeenCalledWith(null, '', '#/records?text=abs')
  })
  it.each(['/sessions?new', '/projector?show=count'])('does not go back to %s', (place) => {
    rememberPlace(place, 7)
    restorePlace()
    expect(replaceState).not.toHaveBeenCalled()
  })
  it('leaves an address that names a place', () => {
    rememberPlace('/records', 7)
    location.hash = '#/settings'
    restorePlace()
    expect(replaceState).not.toHaveBeenCalled()
  })
})
