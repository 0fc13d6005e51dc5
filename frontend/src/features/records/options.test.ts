import { describe, expect, it } from 'vitest'
import { sampleStudent } from '../../api/samples'
import { optionGroups } from './options'

const student = (id: number, display: string) => sampleStudent({ id, display, records: 3 })
const question = (label: string) => ({ label, students: 5, attempts: 9 })
const part = (id: number, name: string) => ({ id, name, number: id, records: 1 })

const students = [student(1, 'Malik N’Diaye'), student(2, 'Alice'), student(3, 'Alice #2')]
const questions = ['1', '2', '2b', '12'].map(question)

describe('optionGroups', () => {
  it('offers everything for no words', () =>
    expect(optionGroups(students, questions, [part(1, 'default')], '').map(({ name }) => name)).toEqual([
      'Questions',
      'Students',
    ]))
  it('offers parts where there are several', () =>
    expect(optionGroups([], [], [part(1, 'default'), part(2, 'bonus')], 'bon')[0]?.options).toMatchObject([
      { label: 'bonus', filter: { partId: 2 } },
    ]))
  it('puts what begins with the words before what contains them', () =>
    expect(optionGroups([], questions, [], '2')[0]?.options.map(({ label }) => label)).toEqual([
      '2',
      '2b',
      '12',
    ]))
  it('does not mind capitals', () =>
    expect(optionGroups(students, questions, [], 'ALI')[0]?.options.map(({ label }) => label)).toEqual([
      'Alice',
      'Alice #2',
      'Malik N’Diaye',
    ]))
  it('offers nothing where nothing matches', () =>
    expect(optionGroups(students, questions, [], 'nobody')).toEqual([]))
  it('bounds what it offers', () =>
    expect(
      optionGroups(
        Array.from({ length: 2000 }, (_, i) => student(i + 1, `Student ${i + 1}`)),
        [],
        [],
        'student',
      )[0]?.options,
    ).toHaveLength(30))
})
