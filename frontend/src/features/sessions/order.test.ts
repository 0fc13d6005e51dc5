import { describe, expect, it } from 'vitest'
import type { Session } from '../../api/types'
import { filterSessions, neighbour, openFirst } from './order'

const session = (id: number, name: string, open: boolean, description = '') =>
  ({ id, name, open, description }) as Session

const sessions = [
  session(1, 'pca-1', false, 'Principal components'),
  session(2, 'kmeans-2', true, 'Clustering by hand'),
  session(3, 'kmeans-1', false),
]
const ids = (found: Session[]) => found.map(({ id }) => id)

describe('filterSessions', () => {
  it('finds by name', () => expect(ids(filterSessions(sessions, 'KMeans', 'all'))).toEqual([2, 3]))
  it('finds by description', () => expect(ids(filterSessions(sessions, ' principal ', 'all'))).toEqual([1]))
  it('finds by status', () => expect(ids(filterSessions(sessions, '', 'closed'))).toEqual([1, 3]))
  it('finds by both', () => expect(ids(filterSessions(sessions, 'kmeans', 'open'))).toEqual([2]))
})

it('puts open sessions first and keeps the order within', () =>
  expect(ids(openFirst(sessions))).toEqual([2, 1, 3]))

describe('neighbour', () => {
  it('steps', () => expect(neighbour(sessions, 2, 1)).toBe(3))
  it('stays at the end', () => expect(neighbour(sessions, 3, 1)).toBe(3))
  it('starts at the top', () => expect(neighbour(sessions, undefined, -1)).toBe(1))
  it('goes nowhere in an empty list', () => expect(neighbour([], 1, 1)).toBeUndefined())
})
