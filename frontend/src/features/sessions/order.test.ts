import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/types'
import {
  columns,
  filterSessions,
  firstOrder,
  listRoute,
  neighbour,
  nextOrder,
  parseListRoute,
  sortSessions,
} from './order'

const session = (id: number, name: string, open: boolean, description = '', more: Partial<Session> = {}) =>
  ({
    id,
    name,
    open,
    description,
    createdAt: '',
    lastRecordAt: '',
    students: 0,
    records: 0,
    ...more,
  }) as Session

const sessions = [
  session(1, 'pca-1', false, 'Principal components', { records: 302, lastRecordAt: '2026-01-21' }),
  session(2, 'kmeans-2', true, 'Clustering by hand', { records: 219, lastRecordAt: '2026-02-11' }),
  session(3, 'kmeans-10', false, '', { students: 4 }),
  session(4, 'Élodie', true, '', { createdAt: '2026-02-12' }),
]
const ids = (found: Session[]) => found.map(({ id }) => id)

describe('filterSessions', () => {
  it('finds by name', () => expect(ids(filterSessions(sessions, 'KMeans', 'all'))).toEqual([2, 3]))
  it('minds no accents', () => expect(ids(filterSessions(sessions, 'elodie', 'all'))).toEqual([4]))
  it('finds by description', () => expect(ids(filterSessions(sessions, ' principal ', 'all'))).toEqual([1]))
  it('finds by status', () => expect(ids(filterSessions(sessions, '', 'closed'))).toEqual([1, 3]))
  it('finds by both', () => expect(ids(filterSessions(sessions, 'kmeans', 'open'))).toEqual([2]))
})

describe('sortSessions', () => {
  const by = (column: (typeof columns)[number], descending: boolean) =>
    ids(sortSessions(sessions, { column, descending }))
  it('begins with the open ones, the one that was sent to last first', () =>
    expect(ids(sortSessions(sessions, firstOrder))).toEqual([2, 4, 1, 3]))
  it('reads numbers in names', () => expect(by('name', false)).toEqual([4, 2, 3, 1]))
  it('sorts by id', () => expect(by('id', true)).toEqual([4, 3, 2, 1]))
  it('sorts by creation', () => expect(by('createdAt', true)[0]).toBe(4))
  it('sorts by students', () => expect(by('students', true)[0]).toBe(3))
  it('sorts by records', () => expect(by('records', true)).toEqual([1, 2, 4, 3]))
  it('sorts by the last record', () => expect(by('lastRecordAt', true)).toEqual([2, 1, 4, 3]))
  it('puts the closed ones first', () => expect(by('status', false)).toEqual([1, 3, 2, 4]))
})

describe('nextOrder', () => {
  it('begins counts with the most', () =>
    expect(nextOrder(firstOrder, 'records')).toEqual({ column: 'records', descending: true }))
  it('begins names with A', () =>
    expect(nextOrder(firstOrder, 'name')).toEqual({ column: 'name', descending: false }))
  it('turns round', () => expect(nextOrder(firstOrder, 'status').descending).toBe(false))
})

describe('the route of the list', () => {
  const everything = { words: '', shown: 'all', order: firstOrder } as const
  it('is short where nothing is chosen', () => expect(listRoute(everything, 3)).toBe('/sessions/3'))
  it.each(columns)('comes back when sorted by %s', (column) => {
    const route = { words: 'k means&', shown: 'open', order: { column, descending: false } } as const
    expect(parseListRoute(listRoute(route).split('?')[1] ?? '')).toEqual(route)
  })
  it('ignores what it does not know', () =>
    expect(parseListRoute('new&sort=moon&show=half')).toEqual(everything))
})

describe('neighbour', () => {
  it('steps', () => expect(neighbour(sessions, 2, 1)).toBe(3))
  it('stays at the end', () => expect(neighbour(sessions, 4, 1)).toBe(4))
  it('starts at the top', () => expect(neighbour(sessions, undefined, -1)).toBe(1))
  it('goes nowhere in an empty list', () => expect(neighbour([], 1, 1)).toBeUndefined())
})
