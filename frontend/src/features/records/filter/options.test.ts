import { describe, expect, it } from 'vitest'
import { type Filter, isEmptyFilter, noFilter } from '../route/route'
import { kinds, matching, type Option, toggleOption, valuesOf, without } from './options'

const option = (label: string): Option => ({ kind: 'question', value: label, label, records: 1 })

describe('matching', () => {
  it('puts what begins with the words first', () =>
    expect(
      matching(['12', '2', '2b', '3'].map(option), '2', false).matches.map(({ label }) => label),
    ).toEqual(['2', '2b', '12']))
  const hundred = Array.from({ length: 100 }, (_, i) => option(`${i}`))
  it('offers no more than can be looked over, and says how many are left', () => {
    expect(matching(hundred, '', false)).toMatchObject({ left: 70 })
    expect(matching(hundred, '', false).matches).toHaveLength(30)
  })
  it('offers more of one kind alone', () => {
    expect(matching(hundred, '', true)).toMatchObject({ left: 0 })
    expect(matching(hundred, '', true).matches).toHaveLength(100)
  })
})

describe('toggleOption', () => {
  it.each([
    ['question', '2b'],
    ['verdict', 'wrong'],
    ['label', 'forgot abs'],
    ['label', ''],
    ['student', '7'],
    ['type', 'code'],
    ['part', '4'],
    ['time', '15'],
    ['time', 'opened'],
  ] as const)('chooses a %s, and lets it go', (kind, value) => {
    const chosen = toggleOption(noFilter, { kind, value })
    expect(valuesOf(chosen, kind)).toEqual([value])
    expect(toggleOption(chosen, { kind, value })).toEqual(noFilter)
  })
  it('combines values of one kind', () =>
    expect(
      toggleOption({ ...noFilter, questions: ['2'] }, { kind: 'question', value: '3' }).questions,
    ).toEqual(['2', '3']))
  it('has one time at most', () =>
    expect(
      toggleOption({ ...noFilter, time: { kind: 'opened' } }, { kind: 'time', value: '5' }).time,
    ).toEqual({ kind: 'last', minutes: 5 }))
})

it('takes away a kind as a whole, one by one until nothing is left', () => {
  const full: Filter = {
    students: [1],
    sections: ['A'],
    questions: ['1', '2'],
    verdicts: ['right'],
    labels: [''],
    types: ['code'],
    parts: [1],
    time: { kind: 'opened' },
    text: 'x',
    name: '^x',
  }
  expect(isEmptyFilter([...kinds, 'text' as const, 'name' as const].reduce(without, full))).toBe(true)
})
