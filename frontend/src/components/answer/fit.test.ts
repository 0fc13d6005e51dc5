import { describe, expect, it } from 'vitest'
import { fitted, shownMarks, shownRows, shownTable } from './fit'
import { extentOf, type Figure } from './figure'

const room = { chars: 24, lines: 4 }
const matrix = (rows: string[][], rowGap = -1, colGap = -1): Figure => ({
  kind: 'matrix',
  rows,
  rowGap,
  colGap,
  shape: [rows.length, rows[0]?.length ?? 0],
  note: '',
})
const wide = matrix([Array.from({ length: 12 }, (_, i) => `${i}.25`)])
const high = matrix(Array.from({ length: 9 }, (_, i) => [String(i)]))

describe('a matrix', () => {
  it('that fits is as it is', () => {
    const small = matrix([['1', '2']])
    expect(fitted(small, room)).toBe(small)
  })

  it('that is wide keeps both ends, and says its shape', () => {
    const figure = fitted(wide, room)
    if (figure.kind !== 'matrix') throw new Error(figure.kind)
    expect(figure.note).toBe('1 × 12')
    expect(shownRows(figure)).toEqual({ rows: [['0.25', '11.25']], rowGap: -1, colGap: 1 })
    expect(extentOf({ ...figure, note: '' }).chars).toBeLessThanOrEqual(room.chars)
  })

  it('that is high keeps both ends', () => {
    const figure = fitted(high, room)
    if (figure.kind !== 'matrix') throw new Error(figure.kind)
    expect(shownRows(figure)).toEqual({ rows: [['0'], ['7'], ['8']], rowGap: 1, colGap: -1 })
    expect(extentOf(figure).lines).toBeLessThanOrEqual(room.lines)
  })

  it('of which something was left out before has one gap', () => {
    const figure = fitted(matrix([Array<string>(10).fill('1.5')], -1, 5), { chars: 30, lines: 4 })
    if (figure.kind !== 'matrix') throw new Error(figure.kind)
    expect(shownRows(figure).colGap).toBe(2)
  })
})

it('a long text ends in dots', () =>
  expect(fitted({ kind: 'text', text: 'x'.repeat(500) }, room)).toEqual({
    kind: 'text',
    text: `${'x'.repeat(48)} …`,
  }))

it('a wide table keeps its first and last columns', () => {
  const columns = Array.from({ length: 10 }, (_, i) => `c${i}`)
  const rows = [columns.map(() => '0.123456789')]
  const table = {
    shape: [1, 10],
    axes: [],
    names: { index: [], columns: [] },
    columns,
    dtypes: [],
    index: [],
    rows,
  }
  const figure = fitted({ kind: 'table', table }, room)
  if (figure.kind !== 'table') throw new Error(figure.kind)
  expect(shownTable(figure.table, figure.kept).columns).toEqual(['c0', 'c9'])
  expect(shownMarks([columns.map((_, c) => c === 9)], figure.kept, 1)).toEqual([
    [false, true],
    [false, false],
  ])
})
