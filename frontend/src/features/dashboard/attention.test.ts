import { describe, expect, it } from 'vitest'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { countNeedy, countWaiting, heldLines, isVisited, latestOf, leastAttempts, lineKey } from './attention'

const member = (studentId: number, change: Partial<AttentionMember> = {}): AttentionMember => ({
  studentId,
  since: '2026-02-11T13:00:00Z',
  text: '',
  question: '',
  recordId: 0,
  attempts: 0,
  group: '',
  sameGroup: false,
  behind: 0,
  visitedAt: '',
  seat: '',
  takenAt: '',
  helper: '',
  verdict: '',
  ...change,
})
const line = (reason: string, ids: number[], visited = false): AttentionLine => ({
  reason,
  visited,
  question: '',
  group: '',
  groupKey: '',
  members: ids.map((id) => member(id)),
})

describe('lineKey', () => {
  it('stays while a fold grows', () =>
    expect(lineKey(line('never', [1, 2, 3, 4]))).toBe(lineKey(line('never', [1, 2, 3, 4, 5]))))
  it('tells students and reasons apart', () => {
    const keys = [line('help', [1]), line('help', [2]), line('silent', [1]), line('help', [1], true)].map(
      lineKey,
    )
    expect(new Set(keys).size).toBe(4)
  })
})

describe('what is held while it is read', () => {
  const held = [line('help', [9, 8, 7, 6]), line('silent', [1])]
  const visited = { ...line('help', [9], true), members: [member(9, { visitedAt: '2026-02-11T14:00:00Z' })] }
  const now = [
    line('help', [8]),
    line('help', [7]),
    line('help', [6]),
    line('attempts', [1]),
    visited,
    line('never', [2]),
  ]

  it('keeps its lines and their students, also where a fold would dissolve', () =>
    expect(
      heldLines(held, now).map(({ reason, members }) => [reason, members.map((m) => m.studentId)]),
    ).toEqual([
      ['help', [9, 8, 7, 6]],
      ['silent', [1]],
    ]))
  it('shows a visit at once', () =>
    expect(heldLines(held, now)[0]?.members.map(isVisited)).toEqual([true, false, false, false]))
  it('counts who came meanwhile', () => expect(countWaiting(held, now)).toBe(1))
  it('holds nobody back when nobody reads', () => expect(heldLines(now, now)).toEqual(now))
})

it('a student with two reasons is one who needs the teacher, and a visited one none', () =>
  expect(countNeedy([line('help', [1]), line('attempts', [1, 2, 3, 4]), line('silent', [5], true)])).toBe(4))

it('a fold says for how long at least, and how often at least', () => {
  const members = [
    member(1, { since: '2026-02-11T13:10:00Z', attempts: 9 }),
    member(2, { since: '2026-02-11T13:20:00Z', attempts: 6 }),
  ]
  expect(latestOf(members)).toBe('2026-02-11T13:20:00Z')
  expect(leastAttempts(members)).toBe(6)
})
