import { describe, expect, it } from 'vitest'
import type { Answer, Preview } from '../../api/types'
import { extentOf } from './figure'
import { figureOfAnswer, figureOfPreview } from './figureOf'

const nothing: Preview = {
  text: '',
  cut: false,
  shape: [],
  columns: [],
  rows: [],
  bytes: 1,
  broken: '',
  calls: 0,
}
const preview = (some: Partial<Preview>): Preview => ({ ...nothing, ...some })

describe('what a preview is enough for', () => {
  it.each([
    ['ndarray', { shape: [1], rows: [['42']] }, 'value'],
    ['ndarray', { shape: [], rows: [['nan']] }, 'value'],
    ['ndarray', { shape: [1], rows: [['42']], text: '[42]' }, 'value'],
    ['ndarray', { shape: [2], rows: [['1063', '35']] }, 'matrix'],
    ['ndarray', { shape: [0] }, 'empty'],
    ['str', { text: 'Paris' }, 'text'],
    ['str', { text: '  \n' }, 'empty'],
    ['code', { text: 'def f():\n  pass' }, 'code'],
    ['dict', { text: "{'a': 1}" }, 'written'],
    ['latex', { text: '\\frac{1}{2}' }, 'latex'],
    ['sometype', { text: 'x' }, 'text'],
    ['ndarray', { broken: 'Cut short.', shape: [2], rows: [['1']] }, 'broken'],
    ['image', { broken: 'Cut short.' }, 'broken'],
  ])('%s %o is a %s', (type, some, kind) => expect(figureOfPreview(type, preview(some))?.kind).toBe(kind))

  it.each([
    ['image', { shape: [10, 10] }],
    ['table', { shape: [2, 2] }],
    ['code', { text: 'def', cut: true }],
    ['ndarray', { shape: [2, 3, 4] }],
    ['ndarray', { shape: [20], rows: [['1', '2', '3', '4', '5', '6']] }],
  ])('of %s %o the whole is needed', (type, some) =>
    expect(figureOfPreview(type, preview(some))).toBeUndefined(),
  )
})

describe('what is drawn of a whole answer', () => {
  const answer = (type: string, some: Partial<Answer>) =>
    figureOfAnswer({ record: { type, preview: nothing }, text: '', broken: '', calls: [], ...some } as Answer)
  const slice = { index: [], rows: [['1', '2']], rowGap: -1, colGap: -1 }
  const array = { shape: [2], dtype: '', stats: [], sampled: '', slices: [slice] }

  it('names the shape of what is not shown whole', () => {
    expect(answer('ndarray', { array })).toMatchObject({ kind: 'matrix', note: '' })
    expect(
      answer('ndarray', { array: { ...array, shape: [2, 1, 2], slices: [slice, slice] } }),
    ).toMatchObject({
      note: '2 × 1 × 2',
    })
    expect(
      answer('ndarray', { array: { ...array, shape: [900], slices: [{ ...slice, colGap: 1 }] } }),
    ).toMatchObject({ note: '900' })
  })
  it('says what is broken before all else', () =>
    expect(answer('ndarray', { array, broken: 'Cut short.' })).toEqual({
      kind: 'broken',
      words: 'Cut short.',
    }))
})

it('has six digits, whatever was sent', () =>
  expect(
    figureOfAnswer({
      record: { type: 'ndarray', preview: nothing },
      text: '',
      broken: '',
      array: {
        shape: [2],
        dtype: '',
        stats: [],
        sampled: '',
        slices: [{ index: [], rows: [['0.30000000000000004', 'nan']], rowGap: -1, colGap: -1 }],
      },
    } as unknown as Answer),
  ).toMatchObject({ rows: [['0.3', 'nan']] }))

describe('the room that a figure wants', () => {
  it('is that of its longest line', () =>
    expect(extentOf({ kind: 'code', source: 'def f():\n    return 1\n' })).toEqual({ chars: 14, lines: 2 }))
  it('is that of the rows which are shown of long code', () =>
    expect(extentOf({ kind: 'code', source: 'x = 1\n'.repeat(40) }, 8)).toEqual({ chars: 7, lines: 12 }))
  it('is that of broken lines where text is long', () =>
    expect(extentOf({ kind: 'text', text: 'x'.repeat(70) })).toEqual({ chars: 28, lines: 3 }))
  it('counts columns with what is between them', () =>
    expect(
      extentOf({ kind: 'matrix', rows: [['1063', '35']], rowGap: -1, colGap: -1, shape: [2], note: '' }),
    ).toEqual({
      chars: 12,
      lines: 1,
    }))
})
