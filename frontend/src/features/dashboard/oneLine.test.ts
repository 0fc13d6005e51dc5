import { expect, it } from 'vitest'
import type { Preview } from '../../api/types'
import { inOneLine } from './oneLine'

const preview = (part: Partial<Preview>): Preview => ({
  text: '',
  cut: false,
  shape: [],
  columns: [],
  rows: [],
  bytes: 0,
  broken: '',
  calls: 0,
  ...part,
})

it.each<[string, Partial<Preview>, string]>([
  ['a number', { rows: [['59310.5']], shape: [1] }, '59310.5'],
  ['a vector', { rows: [['1063', '96']], shape: [2] }, '[1063  96]'],
  ['a matrix', { rows: [['1', '0'], ['0', 'nan']], shape: [2, 2] }, '[1  0; 0  nan]'], // prettier-ignore
  ['code', { text: 'def f(x):\n    return x' }, 'def f(x):'],
  ['a picture', { shape: [480, 640] }, '480 × 640'],
  ['a table', { columns: ['a'], rows: [['1']], shape: [9, 1] }, '9 × 1'],
  ['what is broken', { broken: 'Cut short.' }, 'Cut short.'],
])('%s stands in one line', (_, part, line) => expect(inOneLine(preview(part))).toBe(line))
