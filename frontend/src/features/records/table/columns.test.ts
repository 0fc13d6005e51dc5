import { describe, expect, it } from 'vitest'
import { nextSort, sortKeyOf } from './columns'

describe('nextSort', () => {
  it.each(['verdict', 'student', 'question', 'answer'] as const)('sorts by %s from A', (key) =>
    expect(nextSort({ key: 'time', ascending: false }, key)).toEqual({ key, ascending: true }),
  )
  it.each(['attempts', 'time'] as const)('sorts by %s from the most', (key) =>
    expect(nextSort({ key: 'student', ascending: true }, key)).toEqual({ key, ascending: false }),
  )
  it.each([true, false])('turns the direction round, also back (%s)', (ascending) =>
    expect(nextSort({ key: 'answer', ascending }, 'answer')).toEqual({
      key: 'answer',
      ascending: !ascending,
    }),
  )
})

it('sorts by every column but the part and how many are the same', () => {
  expect(sortKeyOf('attempts')).toBe('attempts')
  expect(sortKeyOf('verdict')).toBe('verdict')
  expect(sortKeyOf('part')).toBeUndefined()
  expect(sortKeyOf('alike')).toBeUndefined()
})
