import { describe, expect, it } from 'vitest'
import { recordQuery, type ListRequest } from '../list/query'
import { firstSort, noFilter } from '../route/route'
import { everything, nothing, select } from './listSelection'
import { selectionOf, studentsIn, studentsOf } from './selectionOf'

const request: ListRequest = {
  sessionId: 1,
  filter: { ...noFilter, questions: ['3'], time: { kind: 'last', minutes: 5 } },
  sort: firstSort,
  openedAt: '2026-02-11T14:05:00Z',
}

describe('a selection', () => {
  const query = recordQuery(request, '', Date.parse('2026-02-11T14:47:02Z'))
  const some = [
    { id: 1, studentId: 7 },
    { id: 2, studentId: 7 },
    { id: 3, studentId: 8 },
  ]
  it('names its records', () =>
    expect(selectionOf(select(nothing, some, true), query)).toEqual({
      query,
      all: false,
      ids: [1, 2, 3],
      exceptIds: [],
    }))
  it('names those that are left out of all', () =>
    expect(selectionOf(select(everything, some, false), query)).toEqual({
      query,
      all: true,
      ids: [],
      exceptIds: [1, 2, 3],
    }))
  it('knows its students', () => expect(studentsOf(select(nothing, some, true))).toEqual([7, 8]))
  it('of all but some has the students who have more than those', () => {
    const matching = [
      { id: 7, records: 2 },
      { id: 8, records: 2 },
      { id: 9, records: 1 },
      { id: 10, records: 0 },
    ]
    expect(studentsIn(matching, select(everything, some, false))).toEqual([8, 9])
    expect(studentsIn(matching, everything)).toEqual([7, 8, 9])
  })
})
