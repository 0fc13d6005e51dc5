import { describe, expect, it } from 'vitest'
import { GAP, gridOf, HEADING, type Room } from './cards'

const room = (width: number, height = 627, scale = 1): Room => ({ width, height, scale })
const of = (count: number) => (columns: number) => ({ rows: Math.ceil(count / columns), headings: 0 })

describe('gridOf', () => {
  it('puts ten small cards in the width of the design', () =>
    expect(gridOf('s', room(1280), false, of(40)).columns).toBe(10))
  it('has one column where there is no room', () =>
    expect(gridOf('l', room(60), false, of(9)).columns).toBe(1))
  it.each([1, 1.25, 1.5, 2])('fills the width with text at %d', (scale) => {
    const { columns, card } = gridOf('s', room(1280, 627, scale), false, of(40))
    expect(columns * card + (columns - 1) * GAP * scale + 32 * scale).toBeCloseTo(1280)
  })

  it.each([
    [1024, 500, 5],
    [1280, 627, 12],
    [1920, 900, 12],
    [1920, 900, 40],
    [1280, 627, 40],
  ])('at %d × %d makes %d cards as large as all are in sight', (width, height, count) => {
    const { columns, height: card } = gridOf('fit', room(width, height), false, of(count))
    const heightOf = (n: number, one: number) => Math.ceil(count / n) * (one + GAP) + GAP
    expect(heightOf(columns, card)).toBeLessThanOrEqual(height)
    // With one card fewer in a row not all would be in sight, unless cards are as large as they may be.
    const larger = gridOf('fit', room(width, 99999), false, (n) => ({
      rows: n < columns ? 1 : 99,
      headings: 0,
    }))
    if (larger.columns < columns) expect(heightOf(columns - 1, larger.height)).toBeGreaterThan(height)
  })
  it('counts the headings', () => {
    const headed = gridOf('fit', room(1280), false, (n) => ({ rows: Math.ceil(40 / n), headings: 5 }))
    expect(Math.ceil(40 / headed.columns) * (headed.height + GAP) + 5 * HEADING + GAP).toBeLessThanOrEqual(
      627,
    )
  })
  it('never makes lines that are read smaller than medium', () =>
    expect(gridOf('fit', room(1280), true, of(300)).card).toBeGreaterThanOrEqual(196))
})
