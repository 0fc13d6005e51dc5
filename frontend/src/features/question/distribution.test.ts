import { describe, expect, it } from 'vitest'
import { axisText, pictureOf, stackMarks } from './distribution'

const value = (text: string, right = 0, wrong = 0, unjudged = 1) => {
  const number = { nan: NaN, inf: Infinity, '-inf': -Infinity }[text] ?? Number(text)
  const finite = Number.isFinite(number)
  return { text, value: finite ? number : 0, finite, right, wrong, unjudged }
}
const many = (n: number, of: (i: number) => number) =>
  Array.from({ length: n }, (_, i) => value(String(of(i))))

describe('what is drawn of numbers', () => {
  it('is nothing for none', () => expect(pictureOf([])).toEqual({ kind: 'columns', columns: [] }))

  it('is a column a value and a mark a student, right ones first', () =>
    expect(pictureOf([value('35', 0, 1, 1), value('1063', 2, 0, 0)])).toEqual({
      kind: 'columns',
      columns: [
        { text: '35', count: 2, marks: ['wrong', 'unjudged'] },
        { text: '1063', count: 2, marks: ['right', 'right'] },
      ],
    }))

  it('is columns for eight values and an axis for nine', () => {
    expect(pictureOf(many(8, (i) => i)).kind).toBe('columns')
    expect(pictureOf(many(9, (i) => i)).kind).toBe('bins')
  })

  it('loses nobody on the axis, and counts those apart who have no place on it', () => {
    const picture = pictureOf([
      value('-inf'),
      ...many(200, (i) => -3 + i * 0.37),
      value('inf'),
      value('nan', 0, 2, 1),
    ])
    if (picture.kind !== 'bins') throw new Error('no axis')
    expect(picture.bins.reduce((sum, { right, wrong, unjudged }) => sum + right + wrong + unjudged, 0)).toBe(
      200,
    )
    expect(picture.apart.map(({ text, count }) => `${text} ${count}`)).toEqual(['-inf 1', 'inf 1', 'nan 3'])
    expect(picture.bins.length).toBeLessThanOrEqual(14)
    expect(picture.bins[0]?.from).toBeLessThanOrEqual(-3)
  })

  it.each([
    ['as far apart as doubles can be', [...many(8, (i) => i), value('1.7e308'), value('-1.7e308')]],
    ['no further apart than doubles can tell', many(9, (i) => 1 + i * Number.EPSILON)],
    ['the smallest there are', many(9, (i) => i * 5e-324)],
    ['all but one not finite', [value('1'), ...Array.from({ length: 9 }, () => value('nan'))]],
  ])('survives numbers that are %s', (_, values) => {
    const picture = pictureOf(values)
    const counted =
      picture.kind === 'columns'
        ? picture.columns.reduce((sum, { count }) => sum + count, 0)
        : picture.bins.reduce((sum, bin) => sum + bin.unjudged, 0)
    expect(counted).toBe(values.length)
  })
})

describe('stacks of marks', () => {
  it('are large while there is room', () =>
    expect(stackMarks([3, 9], 100, 100)).toEqual({ step: 10, perRow: 4 }))
  it.each([200, 300, 1000])('of %d keep within the height', (n) => {
    const { step, perRow } = stackMarks([n, 1], 45, 120)
    expect(perRow * step).toBeLessThanOrEqual(45)
    if (n <= 300) expect(Math.ceil(n / perRow) * step).toBeLessThanOrEqual(120)
  })
})

it.each([
  [0.30000000000000004, '0.3'],
  [1e-7, '1e-7'],
  [1063, '1063'],
])('%d is %s on the axis', (number, text) => expect(axisText(number)).toBe(text))
