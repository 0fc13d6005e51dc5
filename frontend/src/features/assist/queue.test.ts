import { expect, it } from 'vitest'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { atHand, isMine, isTaken, rowsOf } from './queue'

const member = (studentId: number, helper?: string): AttentionMember => ({
  studentId,
  since: '2026-02-11T13:00:00.000000Z',
  text: '',
  question: '3',
  recordId: 0,
  attempts: 0,
  group: '',
  sameGroup: false,
  behind: 0,
  visitedAt: '',
  seat: '',
  takenAt: helper === undefined ? '' : '2026-02-11T13:01:00.000000Z',
  helper: helper ?? '',
  verdict: '',
})
const line = (members: AttentionMember[], change: Partial<AttentionLine> = {}): AttentionLine => ({
  reason: 'help',
  visited: false,
  question: '3',
  group: '',
  groupKey: '',
  members,
  ...change,
})

it('keeps those in one row who wait with the same answer, and no others', () => {
  const rows = rowsOf([
    line([member(1), member(2)], { groupKey: 'g' }),
    line([member(3)]),
    line([member(4), member(5)], { reason: 'silent' }),
    line([member(6), member(7)], { groupKey: 'g', visited: true }),
  ])
  expect(rows.map(({ members }) => members.map(({ studentId }) => studentId))).toEqual([
    [1, 2],
    [3],
    [4],
    [5],
    [6],
    [7],
  ])
  expect(rows.filter(({ isHelp }) => isHelp)).toHaveLength(2)
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

it('has at hand whom one goes to, else who waits first and to whom nobody goes', () => {
  const [taken, free, mine] = rowsOf([line([member(1, 'Ben')]), line([member(2)]), line([member(3, 'Mia')])])
  if (!taken || !free || !mine) throw new Error('rows are missing')
  expect(isTaken(taken)).toBe(true)
  expect(isMine(taken, 'Mia')).toBe(false)
  expect(atHand([taken, free, mine], 'Mia')).toBe(mine)
  expect(atHand([taken, free], 'Mia')).toBe(free)
  expect(atHand([taken], 'Mia')).toBeUndefined()
  expect(atHand(rowsOf([line([member(1)], { reason: 'silent' })]), 'Mia')).toBeUndefined()
})

it('takes a row as free while one of it waits for nobody', () => {
  const [row] = rowsOf([line([member(1, 'Ben'), member(2)], { groupKey: 'g' })])
  expect(row && isTaken(row)).toBe(false)
})
