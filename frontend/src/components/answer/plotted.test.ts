import { describe, expect, it } from 'vitest'
import { comparePlots } from './plotted'

const line = (y: (number | null)[], kind = 'line') => ({ kind, n: y.length, x: y.map((_, i) => i), y })

describe('what differs between two plots', () => {
  it.each([
    ['not known of one', [line([1])], [], undefined],
    ['nothing', [line([1, 2])], [line([1, 2])], { kind: 'none' }],
    ['rounding', [line([1, 1000])], [line([1.5, 1000])], { kind: 'none' }],
    ['how many', [line([1])], [line([1]), line([2])], { kind: 'count', own: 1, reference: 2 }],
    [
      'the form',
      [line([1], 'bars')],
      [line([1])],
      { kind: 'form', series: 1, own: 'bars', reference: 'line' },
    ],
    ['the length', [line([1, 2])], [line([1])], { kind: 'length', series: 1, own: 2, reference: 1 }],
    [
      'values of the second',
      [line([1, 2]), line([9, 4, null])],
      [line([1, 2]), line([9, 5, 6])],
      {
        kind: 'values',
        series: 2,
        axis: 'y',
        changed: 2,
        of: 3,
        first: { place: 2, own: '4', reference: '5' },
      },
    ],
    [
      'x',
      [{ kind: 'line', n: 2, x: [0, 2], y: [1, 1] }],
      [line([1, 1])],
      {
        kind: 'values',
        series: 1,
        axis: 'x',
        changed: 1,
        of: 2,
        first: { place: 2, own: '2', reference: '1' },
      },
    ],
    [
      'not known where only some values came',
      [{ kind: 'line', n: 9000, x: [0, 1], y: [1, 1] }],
      [{ kind: 'line', n: 9000, x: [0, 1], y: [1, 1] }],
      undefined,
    ],
  ])('%s', (_, own, reference, difference) => expect(comparePlots(own, reference)).toEqual(difference))
})
