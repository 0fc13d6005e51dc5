import { expect, it } from 'vitest'
import { arranged, stableOrder } from './stableOrder'

it('takes the order that it is given first', () => expect(stableOrder([], ['b', 'a'])).toEqual(['b', 'a']))
it('does not move what grew', () => expect(stableOrder(['a', 'b'], ['b', 'a'])).toEqual(['a', 'b']))
it('puts what is new at the end, the larger first', () =>
  expect(stableOrder(['a', 'b'], ['d', 'b', 'c', 'a'])).toEqual(['a', 'b', 'd', 'c']))
it('closes up where something went', () =>
  expect(stableOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c']))

it('arranges items by kept keys, with new ones at the end', () => {
  const items = [1, 2, 3].map((id) => ({ id }))
  expect(arranged(items, [9, 3, 1], ({ id }) => id).map(({ id }) => id)).toEqual([3, 1, 2])
})
