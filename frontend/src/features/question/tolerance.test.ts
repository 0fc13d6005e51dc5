import { expect, it } from 'vitest'
import { parseTolerance, toleranceText } from './tolerance'

it.each([
  ['0', 0],
  ['1e-6', 1e-6],
  [' .5 ', 0.5],
  ['0,01', 0.01],
  ['1E3', 1000],
])('reads %j as %d', (typed, value) => expect(parseTolerance(typed)).toBe(value))

it.each(['', '-1', 'nan', '1e999', '1 000', '0x10', '1e', '1,2,3'])('does not read %j', (typed) =>
  expect(parseTolerance(typed)).toBeUndefined(),
)

it.each([
  [0, '0'],
  [1e-6, '1e-6'],
  [0.05, '0.05'],
  [2.5e-9, '2.5e-9'],
  [1500, '1.5e3'],
])('writes %d as %s, which it reads again', (value, text) => {
  expect(toleranceText(value)).toBe(text)
  expect(parseTolerance(text)).toBe(value)
})
