import { expect, it } from 'vitest'
import { type Difference, differenceOf } from './difference'
import type { Piece } from './diff'
import type { Change } from './elements'
import type { Figure } from './figure'

const value = (text: string): Figure => ({ kind: 'value', text })
const text = (said: string): Figure => ({ kind: 'text', text: said })
const code = (source: string): Figure => ({ kind: 'code', source })
const written = (text: string): Figure => ({ kind: 'written', text })
const matrix = (rows: string[][], gap = -1, note = ''): Figure => ({
  kind: 'matrix',
  rows,
  rowGap: gap,
  colGap: -1,
  shape: [],
  note,
})

const marked = (pieces: Piece[]) =>
  pieces.map(({ text, isChanged }) => (isChanged ? `<${text}>` : text)).join('')
const crossed = (cells: boolean[][]) =>
  cells.map((row) => row.map((isMarked) => (isMarked ? 'x' : '.')).join('')).join(' ')
const told = (changes: Change[]) =>
  changes.map(({ place, own, reference }) => ` ${place}=${own}/${reference}`).join('')

/** Returns what a difference marks or says, in a line. */
function said(difference: Difference | undefined): string {
  if (difference === undefined) return 'nothing'
  switch (difference.kind) {
    case 'lines':
      return `lines ${String(difference.changed)} -${String(difference.lacks)}`
    case 'words':
      return `${marked(difference.pieces)} -${String(difference.lacks)}`
    case 'elements':
      return `${marked(difference.pieces)} -${String(difference.lacks)}${told(difference.changes)}`
    case 'cells':
      return `${crossed(difference.cells)} -${String(difference.lacks)}${told(difference.changes)}`
    case 'shape':
      return `shape ${difference.own} ${difference.reference}`
    case 'more':
    case 'less':
      return `${difference.kind} ${difference.by}`
    case 'notCompared':
      return `not compared: ${difference.why}`
    default:
      return difference.kind
  }
}

it.each([
  ['numbers', value('59318.2'), value('59310.5'), 'more 7.7'],
  ['numbers', value('-1e-3'), value('0.5'), 'less 0.501'],
  ['a sign', value('-3.5'), value('3.5'), 'opposite'],
  ['nan', value('nan'), value('3.5'), 'none'],
  ['vectors', matrix([['1063', '96']]), matrix([['1063', '35']]), '.x -0 [1]=96/35'],
  ['vectors of two lengths', matrix([['732', '331', '35']]), matrix([['1063', '35']]), 'xx. -0'],
  ['a short vector', matrix([['1063']]), matrix([['1063', '35']]), '. -1'],
  [
    'matrices',
    matrix([
      ['1', '2'],
      ['3', '4'],
    ]),
    matrix([
      ['1', '2'],
      ['3', '5'],
    ]),
    '.. .x -0 [1, 1]=4/5',
  ],
  [
    'shapes',
    matrix([
      ['1', '2'],
      ['3', '4'],
    ]),
    matrix([['1', '2']]),
    'shape 2 × 2 1 × 2',
  ],
  [
    'shapes of large arrays',
    matrix([['1']], 1, '98 × 1'),
    matrix([['1']], 1, '99 × 1'),
    'shape 98 × 1 99 × 1',
  ],
  ['rounding beside a change', matrix([['0.1000000001', '2']]), matrix([['0.1', '3']]), '.x -0 [1]=2/3'],
  ['rounding alone', matrix([['0.1000000001']]), matrix([['0.1']]), 'x -0 [0]=0.1000000001/0.1'],
  ['dicts', written("{'a': 1}"), written("{'a': 2}"), "{'a': <1>} -0 ['a']=1/2"],
  ['what is no list', written('[1'), written('[1]'), 'not compared: large'],
  ['words', text('Two kinds of days'), text('Two sorts of days'), 'Two <kinds> of days -1'],
  ['missing words', text('Two kinds'), text('Two kinds of days'), 'Two kinds -1'],
  ['other words', text('Paris'), text('Lyon'), 'Paris -0'],
  ['text of more lines', text('a\nb'), text('a\nc'), 'lines 1 -0'],
  ['code', code('a\nb\nc'), code('a\nd'), 'lines 2 -0'],
  ['blank lines at the end', code('a\n'), code('a'), 'none'],
  ['types', value('1'), code('1'), 'not compared: type'],
  ['formulas', { kind: 'latex', source: 'x' }, { kind: 'latex', source: 'y' }, 'nothing'],
  ['a broken answer', { kind: 'broken', words: 'cut' }, value('1'), 'nothing'],
] satisfies [string, Figure, Figure, string][])('compares %s', (_, own, reference, says) =>
  expect(said(differenceOf(own, reference))).toBe(says),
)

it('forgives what the teacher forgives', () =>
  expect(
    said(differenceOf(matrix([['1.01', '2']]), matrix([['1', '3']]), { relative: 0, absolute: 0.1 })),
  ).toBe('.x -0 [1]=2/3'))
