import { describe, expect, it } from 'vitest'
import type { SentMessage, Student } from '../../api/types'
import { seenBy, takenBy } from './seenBy'

const students = [1, 2, 3, 4].map((id) => ({ id }) as Student)
const sent = (change: Partial<SentMessage>) =>
  ({ to: [], seen: [], takenBackAt: '', ...change }) as unknown as SentMessage

describe('seenBy', () => {
  it.each<[string, Partial<SentMessage>, number[], number[]]>([
    ['to all: who came later is among those who have not', { seen: [3, 1] }, [1, 3], [2, 4]],
    ['to some', { to: [2, 4], seen: [4] }, [4], [2]],
    ['a student who was deleted counts nowhere', { to: [2, 9], seen: [9] }, [], [2]],
    ['taken back: nobody is to see it any more', { seen: [2], takenBackAt: '2026-02-11T14:00:00Z' }, [2], []],
  ])('%s', (_, change, seen, notYet) => {
    const by = seenBy(sent(change), students)
    expect({ seen: by.seen.map(({ id }) => id), notYet: by.notYet.map(({ id }) => id) }).toEqual({
      seen,
      notYet,
    })
  })
})

it('takenBy leaves out who was deleted', () => {
  const taken = [9, 3, 1].map((student, i) => ({ student, seconds: i }))
  expect(takenBy(sent({ taken }), students).map(({ student, seconds }) => [student.id, seconds])).toEqual([
    [3, 1],
    [1, 2],
  ])
})
