import { expect, it } from 'vitest'
import { stillOrder } from './still'

it('takes the order that it is given first', () => expect(stillOrder([], ['b', 'a'])).toEqual(['b', 'a']))
it('does not move what grew', () => expect(stillOrder(['a', 'b'], ['b', 'a'])).toEqual(['a', 'b']))
it('puts what is new at the end, the larger first', () =>
  expect(stillOrder(['a', 'b'], ['d', 'b', 'c', 'a'])).toEqual(['a', 'b', 'd', 'c']))
it('closes up where something went', () =>
  expect(stillOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['a', 'c']))
