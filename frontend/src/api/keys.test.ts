import { describe, expect, it } from 'vitest'
import { staleKeys } from './keys'

describe('staleKeys', () => {
  it('refreshes the sessions that got records, and all counts', () =>
    expect(staleKeys({ kinds: ['records'], sessions: [3, 7] })).toEqual([
      ['session', 3],
      ['session', 7],
      ['sessions'],
    ]))
  it('refreshes every session where none is named', () =>
    expect(staleKeys({ kinds: ['records'], sessions: [] })).toEqual([['session'], ['sessions']]))
  it('takes a change of sessions as one of the status too', () =>
    expect(staleKeys({ kinds: ['sessions'], sessions: [3] })).toEqual([['sessions'], ['status']]))
  it('leaves records alone when the status changes', () =>
    expect(staleKeys({ kinds: ['status'], sessions: [] })).toEqual([['status']]))
  it('does not know other kinds', () => expect(staleKeys({ kinds: ['weather'], sessions: [] })).toEqual([]))
})
