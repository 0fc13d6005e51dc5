import { describe, expect, it } from 'vitest'
import type { ListState } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { headedRows, plainRows, runsOf, verticalFrom } from './galleryRows'

/** Returns a list of answers by the letters of their groups: a capital one is alone, a dot is not graded, a blank not read. */
function list(letters: string): ListState {
  const records = Array.from(letters).map((letter, id) =>
    letter === ' '
      ? undefined
      : { id, graded: letter !== '.', groupKey: letter, alike: letter === letter.toUpperCase() ? 1 : 9 },
  )
  return { total: letters.length, pages: new Map([[0, records as RecordView[]]]) } as unknown as ListState
}

const runs = (letters: string) =>
  runsOf(list(letters)).map(({ from, count, of }) => [from, count, of !== undefined])

/** Returns rows as text: a letter for each card, a blank for an empty column, a star before a row with a heading. */
function drawn(letters: string, columns: number): string[] {
  return headedRows(runsOf(list(letters)), columns).map(({ cells, headings }) => {
    const row = Array.from({ length: columns }, () => ' ')
    for (const { index, column } of cells) row[column] = letters[index] ?? '?'
    return `${headings.map(({ column, span }) => `${String(column)}+${String(span)}`).join()}|${row.join('')}`
  })
}

describe('runsOf', () => {
  it.each([
    [
      'aaabb',
      [
        [0, 3, true],
        [3, 2, true],
      ],
    ],
    [
      'aaBCD',
      [
        [0, 2, true],
        [2, 3, true],
      ],
    ],
    [
      'aa  bb',
      [
        [0, 4, true],
        [4, 2, true],
      ],
    ],
    [
      'aa..',
      [
        [0, 2, true],
        [2, 2, false],
      ],
    ],
    ['', []],
  ])('%j', (letters, expected) => expect(runs(letters)).toEqual(expected))
})

describe('headedRows', () => {
  it.each([
    ['one group in its rows', 'aaaaaaa', ['0+3|aaa', '|aaa', '|a  '], 3],
    ['small groups side by side, a column between them', 'aaabbCD', ['0+3,4+2,7+2|aaa bb CD '], 10],
    ['nothing beside the end of a long group', 'aaaabb', ['0+3|aaa', '|a  ', '0+2|bb '], 3],
    ['a group that does not fit in the next row', 'aabbb', ['0+2|aa  ', '0+3|bbb '], 4],
  ])('puts %s', (_, letters, rows, columns) => expect(drawn(letters, columns)).toEqual(rows))

  it('has each answer once', () => {
    const letters = 'aaaaaaaabbbbccccddeeFGHIJ'
    for (let columns = 1; columns < 14; columns++) {
      const all = headedRows(runsOf(list(letters)), columns).flatMap(({ cells }) =>
        cells.map(({ index }) => index),
      )
      expect(all).toEqual(Array.from(letters).map((_, i) => i))
    }
  })
})

it('has no headings in other orders', () =>
  expect(plainRows(5, 3).map(({ cells, headings }) => [cells.map(({ index }) => index), headings])).toEqual([
    [[0, 1, 2], []],
    [[3, 4], []],
  ]))

it.each([
  ['down into the same column', 1, 1, 4],
  ['down to the nearest card of a shorter row', 2, 1, 4],
  ['up', 4, -1, 1],
  ['nowhere from the first row', 1, -1, 1],
  ['nowhere from the last row', 3, 1, 3],
] as const)('moves %s', (_, index, by, to) => expect(verticalFrom(plainRows(5, 3), index, by)).toBe(to))
