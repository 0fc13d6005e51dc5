import { expect, it } from 'vitest'
import { completed } from './dashboardChanges'
import type { Dashboard } from './types'

const question = (label: string, students: number) => ({ label, students }) as Dashboard['questions'][number]
const row = (id: number, progress: number) => ({ student: { id }, progress }) as Dashboard['rows'][number]

const whole = {
  version: 'a',
  since: '',
  same: [] as string[],
  now: '10:00',
  questions: [question('1', 2), question('2', 1)],
  rows: [row(7, 1), row(3, 2), row(5, 0)],
  attention: [{ reason: 'help' }],
  sharedMistakes: [{ key: 'k' }],
} as unknown as Dashboard

it('is a whole answer as it came', () => expect(completed(undefined, whole)).toBe(whole))

it('puts what changed in its place, and keeps the objects of the rest', () => {
  const now = completed(whole, {
    ...whole,
    version: 'b',
    since: 'a',
    same: ['attention'],
    now: '10:01',
    questions: [question('2', 2)],
    rows: [row(3, 3)],
    attention: [],
    sharedMistakes: [],
  })
  expect(now).toEqual({
    ...whole,
    version: 'b',
    now: '10:01',
    questions: [question('1', 2), question('2', 2)],
    rows: [row(7, 1), row(3, 3), row(5, 0)],
    sharedMistakes: [],
  })
  expect(now.rows[0]).toBe(whole.rows[0])
  expect(now.questions[0]).toBe(whole.questions[0])
  expect(now.attention).toBe(whole.attention)
})

it('never puts changes into another version', () => {
  const answer = { ...whole, version: 'c', since: 'b' }
  expect(() => completed(whole, answer)).toThrow('version b')
  expect(() => completed(undefined, answer)).toThrow('version b')
})
