import { compareNames } from '../../lib/format'
import type { Row } from './gridModel'

/** What the students are sorted by. */
export const orders = ['quiet', 'recent', 'least', 'most', 'name'] as const
export type Order = (typeof orders)[number]

type Named = (row: Row) => string

function comparison(order: Order, nameOf: Named): (a: Row, b: Row) => number {
  const byName = (a: Row, b: Row) =>
    compareNames(nameOf(a), nameOf(b)) || a.student.number - b.student.number || a.student.id - b.student.id
  const by: Record<Order, (a: Row, b: Row) => number> = {
    quiet: (a, b) => a.lastAt - b.lastAt,
    recent: (a, b) => b.lastAt - a.lastAt,
    least: (a, b) => a.progress - b.progress,
    most: (a, b) => b.progress - a.progress,
    name: () => 0,
  }
  return (a, b) => by[order](a, b) || byName(a, b)
}

/** Returns the ids of the students in an order; equal ones by the name that the screen shows. */
export function sorted(rows: readonly Row[], order: Order, nameOf: Named): number[] {
  return [...rows].sort(comparison(order, nameOf)).map(({ student }) => student.id)
}

const KEPT = 'npt.dashboard-order'

/** Returns the order that was chosen last. */
export function keptOrder(): Order {
  const kept = localStorage.getItem(KEPT)
  return orders.find((order) => order === kept) ?? 'quiet'
}

/** Chooses an order, now and for the next start. */
export function keepOrder(order: Order): void {
  localStorage.setItem(KEPT, order)
}
