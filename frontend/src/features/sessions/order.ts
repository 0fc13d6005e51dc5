import type { Session } from '../../api/types'
import { compareNames } from '../../lib/format'
import { searchKey } from '../../lib/searchKey'

/** Which sessions the list shows. */
export type Shown = 'all' | 'open' | 'closed'

/** The columns of the list; it can be sorted by each. */
export const columns = ['id', 'name', 'status', 'createdAt', 'students', 'records', 'lastRecordAt'] as const
export type Column = (typeof columns)[number]

export interface Order {
  column: Column
  descending: boolean
}

/** What the list shows and in which order; the address holds all of it. */
export interface ListRoute {
  words: string
  shown: Shown
  order: Order
}

/** Open sessions first, and among them the one with the newest record. */
export const firstOrder: Order = { column: 'status', descending: true }

/** Returns the route that a search asks for; what it does not understand is left out. */
export function parseListRoute(search: string): ListRoute {
  const params = new URLSearchParams(search)
  const shown = params.get('show')
  const sort = params.get('sort') ?? ''
  const column = columns.find((known) => known === sort.replace(/^-/, ''))
  return {
    words: params.get('find') ?? '',
    shown: shown === 'open' || shown === 'closed' ? shown : 'all',
    order: column ? { column, descending: sort.startsWith('-') } : firstOrder,
  }
}

/** Returns the address of the list, with a session's panel if an id is given. */
export function listRoute({ words, shown, order }: ListRoute, id?: number): string {
  const params = new URLSearchParams()
  if (words !== '') params.set('find', words)
  if (shown !== 'all') params.set('show', shown)
  if (order.column !== firstOrder.column || !order.descending) {
    params.set('sort', `${order.descending ? '-' : ''}${order.column}`)
  }
  const search = params.toString()
  return `/sessions${id === undefined ? '' : `/${id}`}${search === '' ? '' : `?${search}`}`
}

/** Returns the sessions whose name or description contains the words and whose status is shown. */
export function filterSessions(sessions: Session[], words: string, shown: Shown): Session[] {
  const sought = searchKey(words)
  return sessions.filter(
    (session) =>
      (shown === 'all' || session.open === (shown === 'open')) &&
      searchKey(`${session.name} ${session.description}`).includes(sought),
  )
}

const compare: Record<Column, (a: Session, b: Session) => number> = {
  id: (a, b) => a.id - b.id,
  name: (a, b) => compareNames(a.name, b.name),
  status: (a, b) => Number(a.open) - Number(b.open),
  createdAt: (a, b) => a.createdAt.localeCompare(b.createdAt),
  students: (a, b) => a.students - b.students,
  records: (a, b) => a.records - b.records,
  lastRecordAt: (a, b) => a.lastRecordAt.localeCompare(b.lastRecordAt),
}

/** Returns the sessions in an order; among equal ones the one with the newest record is first, then the newest. */
export function sortSessions(sessions: Session[], { column, descending }: Order): Session[] {
  const sign = descending ? -1 : 1
  return [...sessions].sort(
    (a, b) => sign * compare[column](a, b) || compare.lastRecordAt(b, a) || compare.id(b, a),
  )
}

/** Returns the order after a click on a column; counts and times begin with the highest. */
export function nextOrder(order: Order, column: Column): Order {
  if (order.column === column) return { column, descending: !order.descending }
  return { column, descending: column !== 'id' && column !== 'name' }
}

/** Returns the id of the session one step up (-1) or down (1) from another; at an end, the other's own. */
export function neighbour(sessions: Session[], id: number | undefined, step: 1 | -1): number | undefined {
  const at = sessions.findIndex((session) => session.id === id)
  if (at < 0) return sessions[0]?.id
  return (sessions[at + step] ?? sessions[at])?.id
}
