import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../../api/types'
import { beginsRun, runByOf } from './runs'

const record = (question: string, studentId: number) => ({ question, studentId }) as RecordView
const state = (...records: RecordView[]) => ({ pages: new Map([[0, records]]) })

describe('beginsRun', () => {
  const list = state(record('1', 7), record('1', 8), record('2', 8))
  it('is where the question changes', () =>
    expect([0, 1, 2].map((i) => beginsRun(list, i, 'question'))).toEqual([true, false, true]))
  it('is where the student changes', () =>
    expect([0, 1, 2].map((i) => beginsRun(list, i, 'student'))).toEqual([true, true, false]))
  it('is nowhere in any other order, and not where nothing is read', () => {
    expect(beginsRun(list, 0, runByOf('time'))).toBe(false)
    expect(beginsRun(list, 3, 'question')).toBe(false)
  })
  it('is not where the record before is not read', () =>
    expect(beginsRun({ pages: new Map([[1, [record('2', 1)]]]) }, 100, 'question')).toBe(false))
})
