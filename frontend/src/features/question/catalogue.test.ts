import { expect, it } from 'vitest'
import { changedPlaces, movedTo } from './catalogue'

it.each([
  [0, 2, 'bca'],
  [2, 0, 'cab'],
  [1, 1, 'abc'],
  [0, -5, 'abc'],
  [0, 9, 'bca'],
  [7, 0, 'abc'],
])('moves from %d to %d', (from, to, order) =>
  expect(movedTo(['a', 'b', 'c'], from, to).join('')).toBe(order),
)

const entry = (label: string, order: number) => ({ label, title: '', order })

it('sets every place where none was set', () =>
  expect(changedPlaces([entry('2', 0), entry('1', 0)])).toEqual([entry('2', 1), entry('1', 2)]))
it('leaves the places that hold', () =>
  expect(changedPlaces([entry('1', 1), entry('3', 3), entry('2', 2)])).toEqual([
    entry('3', 2),
    entry('2', 3),
  ]))
