import { expect, it } from 'vitest'
import { sampleStudent } from '../../api/samples'
import { glance } from './glance'

const students = (...records: number[]) => records.map((n, i) => sampleStudent({ id: i + 1, records: n }))
const questions = (...attempts: number[]) =>
  attempts.map((n, i) => ({ label: `${i + 1}`, students: 1, attempts: n }))

it('counts an empty room', () =>
  expect(glance([], [])).toEqual({ seen: 0, started: 0, attempts: 0, median: 0 }))
it('tells seen from started', () =>
  expect(glance(students(0, 3, 1), questions(4, 2))).toEqual({ seen: 3, started: 2, attempts: 6, median: 1 }))
it('takes the student in the middle', () => expect(glance(students(9, 1, 5), []).median).toBe(5))
it('takes the lower of two in the middle', () => expect(glance(students(1, 2, 4, 9), []).median).toBe(2))
