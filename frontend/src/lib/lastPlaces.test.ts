import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lastPlaceIn, rememberPlace, restorePlace } from './lastPlaces'

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
