import { describe, expect, it } from 'vitest'
import changes from './changes.golden.json'
import { staleKeys } from './keys'

describe('staleKeys', () => {
  // The events are what the Go side sends, by its own test of the same file.
  it.each(changes)('$name', ({ changed, keys }) => expect(staleKeys(changed)).toEqual(keys))
  it('refreshes the sessions that got records, and all counts', () =>
    expect(staleKeys({ kinds: ['records'], sessions: [3, 7] })).toEqual([
      ['session', 3],
      ['session', 7],
      ['sessions'],
    ]))
  it('refreshes every session where none is named', () =>
    expect(staleKeys({ kinds: ['records'], sessions: [] })).toEqual([['session'], ['sessions']]))
  it('takes a change of sessions as one of the status too, and of who is waiting', () => {
    const told = [['sessions'], ['status']]
    const ofOne = ['assessment', 'people'].map((kind) => ['session', 3, kind])
    expect(staleKeys({ kinds: ['sessions'], sessions: [3] })).toEqual([...ofOne, ...told])
    expect(staleKeys({ kinds: ['sessions'], sessions: [] })).toEqual([['session'], ...told])
  })
  it('leaves records alone when the status changes', () =>
    expect(staleKeys({ kinds: ['status'], sessions: [] })).toEqual([['status']]))
  it('does not know other kinds', () => expect(staleKeys({ kinds: ['weather'], sessions: [] })).toEqual([]))
})
