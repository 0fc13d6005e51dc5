import { describe, expect, it } from 'vitest'
import { type Order, sorted } from './order'
import type { Row } from './gridModel'

const row = (id: number, display: string, progress: number, lastAt: number): Row => ({
  student: { id, display, number: 100 - id },
  cells: [],
  progress,
  lastAt,
  needsHelp: false,
  isNeedy: false,
})
const rows = [
  row(1, 'Élodie', 3, 500),
  row(2, 'Zoë', 1, 900),
  row(3, 'adam', 3, 0),
  row(4, 'Alice #10', 2, 100),
]
const nameOf = ({ student }: Row) => student.display

describe('sorted', () => {
  it.each<[Order, number[]]>([
    ['name', [3, 4, 1, 2]],
    ['quiet', [3, 4, 1, 2]],
    ['recent', [2, 1, 4, 3]],
    ['least', [2, 4, 3, 1]],
    ['most', [3, 1, 4, 2]],
  ])('by %s', (order, ids) => expect(sorted(rows, order, nameOf)).toEqual(ids))

  it('counts in names as people do', () => {
    const alices = [row(1, 'Alice #10', 0, 0), row(2, 'Alice #2', 0, 0)]
    expect(sorted(alices, 'name', nameOf)).toEqual([2, 1])
  })

  it('goes by what the screen shows while names are hidden', () =>
    expect(sorted(rows, 'name', ({ student }) => `Student ${student.number}`)).toEqual([4, 3, 2, 1]))

  it('leaves the rows as they were', () => {
    sorted(rows, 'quiet', nameOf)
    expect(rows.map(({ student }) => student.id)).toEqual([1, 2, 3, 4])
  })
})
