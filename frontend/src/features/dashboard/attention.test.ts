import { describe, expect, it } from 'vitest'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { countNeedy, heldLines, latestOf, leastAttempts, lineKey } from './attention'

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
  ...change,
})
const line = (reason: string, ids: number[], visited = false): AttentionLine => ({
  reason,
  visited,
  question: '',
  group: '',
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

describe('heldLines', () => {
  const lines = [line('help', [9]), line('silent', [1]), line('never', [2])]
  const reasons = (held: string[]) => heldLines(lines, held).map(({ reason }) => reason)
  it('keeps their places, with what is new at the end', () =>
    expect(reasons(['never 2', 'silent 1'])).toEqual(['never', 'silent', 'help']))
  it('leaves out what is gone', () =>
    expect(reasons(['attempts 7', 'silent 1', 'help 9', 'never 2'])).toEqual(['silent', 'help', 'never']))
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
