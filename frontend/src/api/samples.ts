import type { Student } from './types'

/** Returns a student for a test, of whom only some facts matter. */
export function sampleStudent(facts: Partial<Student> & { id: number }): Student {
  const display = facts.display ?? `Student ${facts.id}`
  return {
    display,
    name: display,
    originalName: display,
    number: 100 + facts.id,
    device: 'a41f',
    records: 0,
    firstSeenAt: '',
    lastSeenAt: '',
    mergedFrom: [],
    ...facts,
  }
}
