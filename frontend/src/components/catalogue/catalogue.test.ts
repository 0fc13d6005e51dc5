import { expect, it } from 'vitest'
import {
  asBefore,
  changedEntries,
  fromNotebook,
  goneFrom,
  movedTo,
  naturalEntries,
  relabelled,
  renumberedIn,
} from './catalogue'

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

const entry = (label: string, order: number, title = '', added = false) => ({ label, title, order, added })

it('sets every place where none was set', () =>
  expect(changedEntries([entry('2', 0), entry('1', 0)])).toEqual([entry('2', 1), entry('1', 2)]))
it('leaves the places that hold', () =>
  expect(changedEntries([entry('1', 1), entry('3', 3), entry('2', 2)])).toEqual([
    entry('3', 2),
    entry('2', 3),
  ]))

it('keeps what was added when the natural order is taken', () =>
  expect(naturalEntries([entry('2', 1), entry('1', 2, 'One'), entry('9', 0)])).toEqual([
    entry('2', 0, '', true),
    entry('1', 0, 'One', true),
  ]))

it('puts the questions of a notebook first, with its titles', () => {
  const list = [entry('7', 1, 'Seven'), entry('2', 2, 'Two', true), entry('1', 0), entry('9', 0)]
  const found = [
    { label: '1', title: 'Load', also: '' },
    { label: '2', title: '', also: '' },
    { label: '3', title: 'Sizes', also: '' },
  ]
  const changes = fromNotebook(list, found)
  expect(changes).toEqual([entry('1', 1, 'Load', true), entry('3', 3, 'Sizes', true), entry('7', 4, 'Seven')])
  expect(asBefore(list, changes)).toEqual([entry('1', 0), entry('3', 0), entry('7', 1, 'Seven')])
})

it('changes nothing where all stands already', () =>
  expect(fromNotebook([entry('1', 1, 'Load', true)], [{ label: '1', title: 'Load', also: '' }])).toEqual([]))

const asked = (label: string, title: string) => ({ label, title, also: '' })

it.each([
  ['places change', [asked('1', 'Two'), asked('2', 'One')], '1>2 2>1'],
  [
    'one came in between',
    [asked('1', 'One'), asked('2', 'New'), asked('3', 'Two'), asked('4', 'Three')],
    '2>3 3>4',
  ],
  ['nothing moved', [asked('1', 'One'), asked('2', 'Two')], ''],
  ['a title that two have says nothing', [asked('2', 'One'), asked('3', 'One')], ''],
  ['the new label belongs to one that stays', [asked('1', 'Two'), asked('2', 'Another')], ''],
])('finds what was renumbered: %s', (_, found, moves) => {
  const list = [entry('1', 1, 'One', true), entry('2', 2, 'Two', true), entry('3', 3, 'Three', true)]
  expect(
    renumberedIn(list, found)
      .map((move) => `${move.old}>${move.new}`)
      .join(' '),
  ).toBe(moves)
})

it('gives questions their new labels, and knows which are gone', () => {
  const list = [entry('1', 1, 'One', true), entry('2', 2, 'Two')]
  const moved = relabelled(list, [{ old: '1', new: '3' }])
  expect(moved.map(({ label }) => label)).toEqual(['3', '2'])
  expect(goneFrom(moved, [asked('9', '')])).toEqual(['3'])
})
