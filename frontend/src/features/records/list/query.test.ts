import { describe, expect, it } from 'vitest'
import { everything, nothing, pick } from '../selection/picked'
import { firstSort, noFilter } from '../route/place'
import { recordQuery, selectionOf, studentsIn, studentsOf, timesOf, type Wanted } from './query'

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

const wanted: Wanted = {
  sessionId: 1,
  filter: { ...noFilter, questions: ['3'], time: { kind: 'last', minutes: 5 } },
  sort: firstSort,
  openedAt: opened,
}

describe('recordQuery', () => {
  it('says all that narrows and sorts', () =>
    expect(recordQuery(wanted, '', now)).toMatchObject({
      sessionId: 1,
      questions: ['3'],
      since: '2026-02-11T14:42:02.000Z',
      sort: 'time',
      ascending: false,
      asOf: '',
    }))
  it('stands still with the moment', () =>
    expect(recordQuery(wanted, '2026-02-11T14:10:00Z', now).since).toBe('2026-02-11T14:05:00.000Z'))
})

describe('a selection', () => {
  const query = recordQuery(wanted, '', now)
  const some = [
    { id: 1, studentId: 7 },
    { id: 2, studentId: 7 },
    { id: 3, studentId: 8 },
  ]
  it('names its records', () =>
    expect(selectionOf(pick(nothing, some, true), query)).toEqual({
      query,
      all: false,
      ids: [1, 2, 3],
      exceptIds: [],
    }))
  it('names those that are left out of all', () =>
    expect(selectionOf(pick(everything, some, false), query)).toEqual({
      query,
      all: true,
      ids: [],
      exceptIds: [1, 2, 3],
    }))
  it('knows its students', () => expect(studentsOf(pick(nothing, some, true))).toEqual([7, 8]))
  it('of all but some has the students who have more than those', () => {
    const matching = [
      { id: 7, records: 2 },
      { id: 8, records: 2 },
      { id: 9, records: 1 },
      { id: 10, records: 0 },
    ]
    expect(studentsIn(matching, pick(everything, some, false))).toEqual([8, 9])
    expect(studentsIn(matching, everything)).toEqual([7, 8, 9])
  })
})
