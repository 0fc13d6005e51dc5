import { expect, it } from 'vitest'
import type { RecordView } from '../../../api/types'
import { ROW, rowHeight, TALL_ROW } from './rowHeight'

const blank = { text: '', cut: false, shape: [], columns: [], rows: [], bytes: 0, broken: '', calls: 0 }

it.each([
  ['str', { text: 'a\nb' }, ROW],
  ['code', { text: 'def f(): pass\n' }, ROW],
  ['code', { text: 'def f():\n    pass\n' }, ROW],
  ['code', { text: 'def f():\n    x = 1\n    return x\n' }, TALL_ROW],
  ['ndarray', { shape: [2], rows: [['1', '2']] }, ROW],
  ['ndarray', { shape: [2, 1], rows: [['1'], ['2']] }, TALL_ROW],
  ['ndarray', { shape: [3, 3, 3] }, ROW],
  ['table', { shape: [1, 1], columns: ['a'], rows: [['1']] }, TALL_ROW],
  ['image', { shape: [480, 640] }, TALL_ROW],
  ['image', { broken: 'Image cut short' }, ROW],
  ['latex', { text: 'x' }, ROW],
  ['latex', { text: '\\frac{1}{2}' }, TALL_ROW],
  ['latex', { text: '\\left[\\begin{matrix}1\\\\2', cut: true }, ROW],
  ['weird', { text: 'a\nb' }, ROW],
])('%s %o', (type, preview, height) =>
  expect(rowHeight({ type, preview: { ...blank, ...preview } } as RecordView)).toBe(height),
)
