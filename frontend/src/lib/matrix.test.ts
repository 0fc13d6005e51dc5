import { describe, expect, it } from 'vitest'
import { alignDecimals, withGaps } from './matrix'

const pad = (cells: string[]) => cells.map((cell) => cell.replaceAll('\u00a0', '_'))

describe('alignDecimals', () => {
  it('puts points under each other', () =>
    expect(pad(alignDecimals(['1.5', '-22.25', '4']))).toEqual(['1.5_', '-22.25', '4___']))
  it('leaves whole numbers alone', () => expect(pad(alignDecimals(['1', '22']))).toEqual(['1', '22']))
  it('counts the exponent', () => expect(pad(alignDecimals(['1e-05', '2.5']))).toEqual(['1e-05', '2.5__']))
  it('leaves what is no number', () =>
    expect(pad(alignDecimals(['nan', '0.5', 'x']))).toEqual(['nan', '0.5', 'x']))
  it('takes an empty column', () => expect(alignDecimals([])).toEqual([]))
})

describe('withGaps', () => {
  const rows = [
    ['1', '2'],
    ['3', '4'],
  ]
  it('leaves a whole matrix', () => expect(withGaps(rows, -1, -1)).toEqual(rows))
  it('puts in a row of dots', () =>
    expect(withGaps(rows, 1, -1)).toEqual([
      ['1', '2'],
      ['⋮', '⋮'],
      ['3', '4'],
    ]))
  it('puts in both, and a slanted one where they meet', () =>
    expect(withGaps(rows, 2, 2)).toEqual([
      ['1', '2', '⋯'],
      ['3', '4', '⋯'],
      ['⋮', '⋮', '⋱'],
    ]))
  it('fills ragged rows', () =>
    expect(withGaps([['1', '2'], ['3']], -1, -1)).toEqual([
      ['1', '2'],
      ['3', ''],
    ]))
})
