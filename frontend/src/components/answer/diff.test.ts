import * as diff from 'diff'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  compareCode,
  LONGEST_LINE,
  MOST_LINES_APART,
  MOST_LINES_READ,
  MOST_WORDS_APART,
  type DiffLine,
} from './diff'

vi.mock(import('diff'), { spy: true })

const marks = { both: ' ', left: '-', right: '+' }
const written = ({ lines }: { lines: DiffLine[] }) =>
  lines.map(
    ({ side, pieces }) =>
      marks[side] + pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  )

describe('compareCode', () => {
  it('shows the abs that one of them lacks', () =>
    expect(
      written(
        compareCode(
          'def keep(X):\n    z = X / X.std(0)\n    return (z < 3).all(1)\n',
          'def keep(X):\n    z = X / X.std(0)\n    return (np.abs(z) < 3).all(1)\n',
        ),
      ),
    ).toEqual([
      ' def keep(X):',
      '     z = X / X.std(0)',
      '-    return (z < 3).all(1)',
      '+    return ([np.abs(]z[)] < 3).all(1)',
    ]))
  it('says nothing of sources that are the same', () =>
    expect(written(compareCode('a\nb', 'a\nb\n'))).toEqual([' a', ' b']))
  it('shows lines that one side alone has', () =>
    expect(written(compareCode('a\nc', 'a\nb\nc'))).toEqual([' a', '+b', ' c']))
  it('leaves lines whole that have nothing to do with each other', () =>
    expect(written(compareCode('import numpy', 'x = 1'))).toEqual(['-import numpy', '+x = 1']))
  it('puts a longer run beside a shorter one', () =>
    expect(written(compareCode('x = one(1)\ny', 'x = one(2)'))).toEqual([
      '-x = one([1])',
      '-y',
      '+x = one([2])',
    ]))
  it('takes the empty source', () => expect(written(compareCode('', 'a'))).toEqual(['-', '+a']))
  it('compares long sources by lines in no time', () => {
    const source = (seed: number) =>
      Array.from({ length: 2000 }, (_, i) => `v${i} = ${i % 7 === 0 ? seed : i}`).join('\n')
    const { lines, detail } = compareCode(source(1), source(2))
    expect(detail).toBe('lines')
    expect(lines.filter(({ side }) => side === 'left')).toHaveLength(286)
  })
})

describe('compareCode of what is far apart', () => {
  const many = (n: number, one: (i: number) => string, by: string) =>
    Array.from({ length: n }, (_, i) => one(i)).join(by)
  beforeEach(() => vi.clearAllMocks())

  it.each([
    [
      'one line of data',
      many(1700, (i) => String(i % 10), ', '),
      many(1700, (i) => String(-i), ', '),
      'lines',
    ],
    ['24 kB of words', many(4000, (i) => `a${i}`, ' '), many(4000, (i) => `b${i}`, ' '), 'lines'],
    [
      'lines of words',
      many(40, () => many(99, (i) => `a${i}`, ' '), '\n'),
      many(40, () => many(99, (i) => `b${i}`, ' '), '\n'),
      'lines',
    ],
    ['4000 lines', many(4000, (i) => `a${i}`, '\n'), many(4000, (i) => `b${i}`, '\n'), 'none'],
    [
      'empty lines',
      many(90_001, (i) => (i % 3 ? '' : 'a'), '\n'),
      many(90_001, (i) => (i % 2 ? '' : 'a'), '\n'),
      'none',
    ],
  ])('%s: ends early, and keeps every line', (_, left, right, detail) => {
    const compared = compareCode(left, right)
    expect(compared.detail).toBe(detail)
    const side = (which: string) =>
      compared.lines
        .filter((line) => line.side !== which)
        .map(({ pieces }) => pieces.map(({ text }) => text).join(''))
        .join('\n')
    expect(side('right')).toBe(left)
    expect(side('left')).toBe(right)
    // The work is at most the square of the edit length that was allowed, and the lines read for it.
    for (const [a, b, options] of vi.mocked(diff.diffArrays).mock.calls) {
      const most = (options as { maxEditLength: number }).maxEditLength
      expect(most).toBeLessThanOrEqual(MOST_LINES_APART)
      expect(most * (a.length + b.length)).toBeLessThanOrEqual(MOST_LINES_READ)
    }
    for (const [a, b, options] of vi.mocked(diff.diffWordsWithSpace).mock.calls) {
      expect(Math.max(a.length, b.length)).toBeLessThanOrEqual(LONGEST_LINE)
      expect((options as { maxEditLength: number }).maxEditLength).toBe(MOST_WORDS_APART)
    }
  })
  it('marks words in long lines of code all the same', () => {
    const line = (word: string) => `total = ${many(40, (i) => `part_${i}`, ' + ')} + ${word}`
    expect(compareCode(line('one'), line('two')).detail).toBe('words')
  })
})
