import { describe, expect, it } from 'vitest'
import { type ExcerptRow, excerptOf, markLines } from './lines'

/** Returns the lines of own with what differs in angle brackets, and how many are lacking before and after it. */
const written = (own: string, reference: string) =>
  markLines(own, reference)?.map(
    ({ pieces, differs, lacks, lacksAfter }) =>
      `${lacks > 0 ? `-${String(lacks)} ` : ''}${differs ? '* ' : ''}${pieces
        .map(({ text, isChanged }) => (isChanged ? `<${text}>` : text))
        .join('')}${lacksAfter > 0 ? ` -${String(lacksAfter)}` : ''}`,
  )

describe('markLines', () => {
  it.each([
    ['a\nb', 'a\nb\n', ['a', 'b']],
    ['return z < 3', 'return abs(z) < 3', ['* return z < 3']],
    ['fit(X, tol=0)', 'fit(X, tol=1)', ['* fit(X, tol=<0>)']],
    ['a\nb\nc', 'a\nc', ['a', '* b', 'c']],
    ['a\nc', 'a\nb1\nb2\nc', ['a', '-2 c']],
    ['a', 'a\nb', ['a -1']],
  ])('of %j marks what %j does not have', (own, reference, lines) =>
    expect(written(own, reference)).toEqual(lines),
  )
  it('does not mark what differs in too much', () =>
    expect(markLines('x\n'.repeat(300), 'y\n'.repeat(300))).toBeUndefined())
})

describe('excerptOf', () => {
  const said = (rows: ExcerptRow[]) =>
    rows.map((row) => ('line' in row ? row.line : `+${String(row.left)}/${String(row.differing)}`)).join(' ')
  it.each([
    ['all lines of a short text', 3, [1], 12, '0 1 2'],
    ['the first lines, if none differs', 20, [], 6, '0 1 2 3 4 +15/0'],
    ['what differs and as much around it as there is room for', 30, [15], 7, '+13/0 13 14 15 16 17 +12/0'],
    ['the end, if that differs', 30, [29], 6, '+25/0 25 26 27 28 29'],
    ['two places', 40, [5, 30], 13, '+3/0 3 4 5 6 7 +20/0 28 29 30 31 32 +7/0'],
    ['how many more differ', 40, [5, 20, 30], 7, '+3/0 3 4 5 6 7 +32/2'],
    ['the first of many that differ', 40, Array.from({ length: 40 }, (_, i) => i), 5, '0 1 2 3 +36/36'],
    ['no row that says that one line is left out', 13, [6], 12, '0 1 2 3 4 5 6 7 8 9 10 +2/0'],
  ])('shows %s', (_, count, differs, rows, excerpt) => {
    const shown = excerptOf(count, differs, rows)
    expect(said(shown)).toBe(excerpt)
    expect(shown.length).toBe(Math.min(count, rows))
  })
  it.each([13, 14, 20, 100])('has as many rows of %d lines, whatever differs', (count) => {
    for (let a = 0; a < count; a++)
      for (const differs of [
        [a],
        [a, Math.min(count - 1, a + 4)].filter((x, i, all) => all.indexOf(x) === i),
      ])
        expect(excerptOf(count, differs, 12)).toHaveLength(12)
  })
})
