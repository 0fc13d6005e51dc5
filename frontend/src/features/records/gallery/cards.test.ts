import { describe, expect, it } from 'vitest'
import { GAP, gridOf } from './cards'

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
