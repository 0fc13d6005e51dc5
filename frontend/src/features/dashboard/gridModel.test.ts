import { describe, expect, it } from 'vitest'
import { type Cell, type Column, follow, freshness, type Row } from './gridModel'

const column = (label: string): Column => ({
  label,
  title: '',
  students: 1,
  right: 0,
  wrong: 0,
  attempts: 1,
  checked: false,
  feedback: 'nothing',
  held: 0,
})
const cell = (recordId: number, change: Partial<Cell> = {}): Cell => ({
  recordId,
  verdict: 'none',
  attempts: 1,
  at: 1000,
  ...change,
})
const row = (id: number, cells: (Cell | undefined)[], change: Partial<Row> = {}): Row => ({
  student: { id, display: `Student ${id}`, number: id },
  cells,
  progress: cells.length,
  lastAt: 1000,
  needsHelp: false,
  isNeedy: false,
  ...change,
})

describe('follow', () => {
  const columns = [column('1'), column('2')]
  const first = follow(undefined, columns, [row(1, [cell(11), undefined]), row(2, [undefined, undefined])])

  it('takes nothing of the first room as a change', () => expect(first.changed).toEqual([]))

  it('keeps the rows in which nothing changed', () => {
    const next = follow(first, columns, [row(1, [cell(11), undefined]), row(2, [cell(21), undefined])])
    expect(next.rows[0]).toBe(first.rows[0])
    expect(next.rows[1]).not.toBe(first.rows[1])
    expect(next.changed).toEqual([{ student: 2, column: 0 }])
  })

  it.each([
    ['another attempt', { attempts: 2 }],
    ['a verdict', { verdict: 'wrong' as const }],
    ['a later record', { at: 2000 }],
  ])('sees %s', (_, change) => {
    const next = follow(first, columns, [
      row(1, [cell(11, change), undefined]),
      row(2, [undefined, undefined]),
    ])
    expect(next.changed).toEqual([{ student: 1, column: 0 }])
  })

  it('draws a student anew who asks for help or is renamed, and tints no cell for it', () => {
    const asks = row(1, [cell(11), undefined], { needsHelp: true })
    const renamed = row(2, [undefined, undefined], { student: { id: 2, display: 'Zoë', number: 2 } })
    const next = follow(first, columns, [asks, renamed])
    expect(next.rows).toEqual([asks, renamed])
    expect(next.changed).toEqual([])
  })

  it('follows a cell to its place when a question comes before it', () => {
    const more = [column('0'), ...columns]
    const next = follow(first, more, [
      row(1, [undefined, cell(11), undefined]),
      row(2, [cell(20), undefined, undefined]),
    ])
    expect(next.changed).toEqual([{ student: 2, column: 0 }])
    expect(next.rows[0]?.cells).toHaveLength(3)
  })

  it('takes what a new student sent as a change', () =>
    expect(follow(first, columns, [...first.rows, row(3, [undefined, cell(31)])]).changed).toEqual([
      { student: 3, column: 1 },
    ]))
})

it.each([
  [0, 'new'],
  [59_999, 'new'],
  [60_000, 'recent'],
  [299_999, 'recent'],
  [300_000, 'old'],
  [-5000, 'new'], // a clock that was set back
])('a record of %d ms ago is %s', (age, expected) =>
  expect(freshness(1_000_000 - age, 1_000_000)).toBe(expected),
)
