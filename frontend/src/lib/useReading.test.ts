import { expect, it } from 'vitest'
import { isThere } from './useReading'

it.each<['mouse' | 'touch' | 'pen', number, boolean]>([
  ['mouse', 0, true],
  ['mouse', 1, true],
  ['touch', 1, true],
  ['touch', 0, false],
  ['pen', 1, true],
  ['pen', 0, false],
])('a %s with buttons %i is there: %s', (pointerType, buttons, there) =>
  expect(isThere({ pointerType, buttons })).toBe(there),
)
