import { describe, expect, it } from 'vitest'
import type { StudentRecord } from '../../../api/types'
import { areDiffable, compareWith, GAP, gridOf } from './compared'

const record = (id: number, type = 'code') => ({ id, type }) as StudentRecord
const ids = (records: StudentRecord[] | undefined) => records?.map(({ id }) => id)

describe('compareWith', () => {
  it('takes one more', () => expect(ids(compareWith([record(1)], record(2)))).toEqual([1, 2]))
  it('lets one go', () => expect(ids(compareWith([record(1), record(2)], record(1)))).toEqual([2]))
  it('takes four at most', () => {
    const four = [1, 2, 3, 4].map((id) => record(id))
    expect(compareWith(four, record(5))).toBeUndefined()
    expect(ids(compareWith(four, record(2)))).toEqual([1, 3, 4])
  })
})

describe('areDiffable', () => {
  it.each([
    [[record(1), record(2)], true],
    [[record(1)], false],
    [[record(1), record(2, 'image')], false],
    [[record(1, 'str'), record(2, 'str')], true],
  ])('judges %#', (chosen, isDiffable) => expect(areDiffable(chosen)).toBe(isDiffable))
})

describe('gridOf', () => {
  it('puts ten small cards in the width of the design', () =>
    expect(gridOf(1280, 's', 1)).toEqual({ columns: 10, card: 117 }))
  it('has one column where there is no room', () => expect(gridOf(60, 'l', 1).columns).toBe(1))
  it('has fewer in large text', () => expect(gridOf(1280, 's', 1.25).columns).toBe(8))
  it.each([1, 1.25, 1.5, 2])('fits into the width with text at %d', (scale) => {
    const { columns, card } = gridOf(1280, 's', scale)
    expect(columns * card + (columns - 1) * GAP * scale + 32 * scale).toBeLessThanOrEqual(1280)
  })
})
