import { expect, it } from 'vitest'
import { stableOrder } from './stableOrder'

it('takes the order that it is given first', () => expect(stableOrder([], ['b', 'a'])).toEqual(['b', 'a']))
it('does not move what grew', () => expect(stableOrder(['a', 'b'], ['b', 'a'])).toEqual(['a', 'b']))
it('puts what is new at the end, the larger first', () =>
  expect(stableOrder(['a', 'b'], ['d', 'b', 'c', 'a'])).toEqual(['a', 'b', 'd', 'c']))
it('closes up where something went', () =>
  expect(stableOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c']))
