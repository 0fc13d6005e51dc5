import { describe, expect, it } from 'vitest'
import { firstSort, noFilter } from '../route/route'
import { recordQuery, timesOf, type ListRequest } from './query'

const now = new Date('2026-02-11T14:47:02Z').getTime()
const opened = '2026-02-11T14:05:00Z'

describe('timesOf', () => {
  it('counts back from now', () =>
    expect(timesOf({ kind: 'last', minutes: 15 }, opened, now)).toEqual({
      since: '2026-02-11T14:32:02.000Z',
      until: '',
    }))
  it('knows when the session was opened', () =>
    expect(timesOf({ kind: 'opened' }, opened, now).since).toBe(opened))
  it('takes the whole last minute of a range', () => {
    const { since, until } = timesOf(
      { kind: 'range', since: '2026-02-11T14:00', until: '2026-02-11T14:10' },
      '',
      now,
    )
    expect(since).toBe(new Date(2026, 1, 11, 14, 0).toISOString())
    expect(until).toBe(new Date(2026, 1, 11, 14, 10, 59, 999).toISOString())
  })
  it('leaves an open end open', () =>
    expect(timesOf({ kind: 'range', since: '', until: '2026-13-40T99:99' }, '', now)).toEqual({
      since: '',
      until: '',
    }))
  it('is nothing for none', () => expect(timesOf(undefined, opened, now)).toEqual({ since: '', until: '' }))
})

const request: ListRequest = {
  sessionId: 1,
  filter: { ...noFilter, questions: ['3'], time: { kind: 'last', minutes: 5 } },
  sort: firstSort,
  openedAt: opened,
}

describe('recordQuery', () => {
  it('says all that narrows and sorts', () =>
    expect(recordQuery(request, '', now)).toMatchObject({
      sessionId: 1,
      questions: ['3'],
      since: '2026-02-11T14:42:02.000Z',
      sort: 'time',
      ascending: false,
      asOf: '',
    }))
  it('stands still with the moment', () =>
    expect(recordQuery(request, '2026-02-11T14:10:00Z', now).since).toBe('2026-02-11T14:05:00.000Z'))
})
