import { expect, it } from 'vitest'
import { gapOf, rowWithGap } from './tableGaps'

it.each([
  ['nothing is left out', 4, 4, 60, -1],
  ['a notebook sent head and tail', 100, 50, 60, 25],
  ['the app shows the first ones', 100, 60, 60, 60],
  ['none were sent', 5, 0, 60, 0],
])('where %s of %i, %i of %i', (_, all, shown, most, gap) => expect(gapOf(all, shown, most)).toBe(gap))

it('puts dots where columns are left out', () => {
  expect(rowWithGap(['1', '2'], 1, '⋯')).toEqual(['1', '⋯', '2'])
  expect(rowWithGap(['1', '2'], -1, '⋯')).toEqual(['1', '2'])
  // Columns without a known type get none.
  expect(rowWithGap([], 25, '')[3]).toBeUndefined()
})
