import { describe, expect, it } from 'vitest'
import type { PathStep, RecordView } from '../../../api/types'
import { findStudents, linesOf, shareOf, stepsIn, sumsOf } from './path'

const record = (id: number, attempts = 1, receivedAt = '', verdict = '') =>
  ({ id, attempts, receivedAt, verdict }) as RecordView
const step = (question: string, records: RecordView[], secondsTaken = -1, medianTaken = -1): PathStep => ({
  question,
  students: 5,
  records,
  secondsTaken,
  medianTaken,
})

const steps = [
  step('1', [record(1, 2, '2026-02-11T14:10:00Z', 'right')], -1, -1),
  step('2', [], -1, 240),
  step('3', [record(2, 1, '2026-02-11T14:30:00Z'), record(3, 3, '2026-02-11T14:20:00Z', 'wrong')], 480, 300),
  step('4', []),
  step('5', []),
]

describe('linesOf', () => {
  it('has a line for each record and each gap', () =>
    expect(linesOf(steps).map(({ key, record: found }) => [key, found?.id])).toEqual([
      ['1 1', 1],
      ['2', undefined],
      ['3 2', 2],
      ['3 3', 3],
      ['4', undefined],
      ['5', undefined],
    ]))
  it('names as next what comes after the last one sent, not a gap before', () =>
    expect(
      linesOf(steps)
        .filter(({ isNext }) => isNext)
        .map(({ key }) => key),
    ).toEqual(['4']))
  it('names the first as next where nothing was sent', () =>
    expect(linesOf([step('1', []), step('2', [])]).map(({ isNext }) => isNext)).toEqual([true, false]))
})

it('has every question of the session in its order, also one that nobody sent', () =>
  expect(
    stepsIn(
      steps,
      ['3', '1', '9'].map((label) => ({ label })),
    ).map(({ question, students }) => [question, students]),
  ).toEqual([
    ['3', 5],
    ['1', 5],
    ['9', 0],
    ['2', 5],
    ['4', 5],
    ['5', 5],
  ]))

it('sums up', () =>
  expect(sumsOf(steps)).toEqual({
    sent: 2,
    of: 5,
    attempts: 6,
    right: 1,
    wrong: 1,
    lastAt: '2026-02-11T14:30:00Z',
  }))

describe('shareOf', () => {
  it('measures by the longest', () => expect([shareOf(480, steps), shareOf(240, steps)]).toEqual([100, 50]))
  it('is nothing for no time', () =>
    expect([shareOf(-1, steps), shareOf(0, [step('1', [])])]).toEqual([0, 0]))
})

it('finds students by the name that is shown, and by device', () => {
  const students = [
    { id: 1, device: 'a41f' },
    { id: 2, device: '7c02' },
  ] as Parameters<typeof findStudents>[0]
  const nameOf = ({ id }: { id: number }) => `Student 0${id}`
  expect(findStudents(students, '02', nameOf).map(({ id }) => id)).toEqual([2])
  expect(findStudents(students, ' A4 ', nameOf).map(({ id }) => id)).toEqual([1])
  expect(findStudents(students, '', nameOf)).toHaveLength(2)
})
