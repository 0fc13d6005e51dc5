import { expect, it } from 'vitest'
import { referenceOf } from './reference'

const group = (key: string, count: number, verdict = '') => ({ key, count, verdict })

it.each([
  ['nothing', [], undefined],
  ['nothing, if there is one group alone', [group('a', 9)], undefined],
  ['nothing, even if the only group is right', [group('a', 9, 'right')], undefined],
  ['the largest', [group('a', 2), group('b', 9)], 'b'],
  ['the first of two that are the largest', [group('b', 5), group('a', 5), group('c', 1)], 'b'],
  ['the right one, however small', [group('a', 9), group('b', 1, 'right')], 'b'],
  ['the largest of two right ones', [group('a', 9), group('b', 1, 'right'), group('c', 2, 'right')], 'c'],
  ['the largest, if none is right as a whole', [group('a', 9, 'wrong'), group('b', 5, 'mixed')], 'a'],
])('compares with %s', (_, groups, key) => expect(referenceOf(groups)?.key).toBe(key))
