import { expect, it } from 'vitest'
import { cornerOf } from './corner'

const preview = (shape: number[], rows: string[][]) => ({
  text: '',
  cut: false,
  shape,
  columns: [],
  rows,
  bytes: 0,
  broken: '',
  calls: 0,
})

it('shows a small matrix whole', () =>
  expect(cornerOf(preview([2, 2], [['1', '2'], ['3', '4']]))).toMatchObject({ rowGap: -1, colGap: -1, isWhole: true })) // prettier-ignore
it('gives the third row to dots', () => {
  const corner = cornerOf(preview([1098, 2], [['1', '2'], ['3', '4'], ['5', '6']])) // prettier-ignore
  expect(corner).toEqual({ rows: [['1', '2'], ['3', '4']], rowGap: 2, colGap: -1, isWhole: false }) // prettier-ignore
})
it('cuts a long vector', () =>
  expect(cornerOf(preview([9], [['1', '2', '3', '4', '5', '6']]))).toMatchObject({
    rowGap: -1,
    colGap: 6,
    isWhole: false,
  }))
