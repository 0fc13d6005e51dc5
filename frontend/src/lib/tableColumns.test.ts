import { expect, it } from 'vitest'
import { tableColumns } from './tableColumns'

const rows = [
  ['Paris', '21.5', '1', 'x'],
  ['Lyon', 'nan', '10', '2.5'],
  ['Nice', '0.123456789', '', '3'],
]

it('aligns numbers by their points, and leaves words', () =>
  expect(tableColumns(rows, 4, false)).toEqual([
    { cells: ['Paris', 'Lyon', 'Nice'], isNumeric: false },
    {
      cells: ['21.5\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0', 'nan', '0.123456789'],
      isNumeric: true,
    },
    { cells: ['1', '10', ''], isNumeric: true },
    { cells: ['x', '2.5', '3'], isNumeric: false },
  ]))

it('rounds to six digits where it is told to', () =>
  expect(tableColumns(rows, 2, true)[1]?.cells).toEqual([
    '21.5\u00a0\u00a0\u00a0\u00a0\u00a0',
    'nan',
    '0.123457',
  ]))

it('has no column of numbers without one', () =>
  expect(tableColumns([['nan'], ['None']], 1, true)[0]?.isNumeric).toBe(false))
