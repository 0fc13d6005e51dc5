import { describe, expect, it } from 'vitest'
import type { Dashboard } from '../api/types'
import { snapshotOf, newsOf } from './news'

/** A dashboard of students with their cells: question, verdict (2 is wrong), attempts. */
function dashboard(...students: { cells: [number, number, number][] }[]) {
  return {
    questions: [{ label: '1' }, { label: '2b' }],
    rows: students.map(({ cells }, i) => ({
      student: { id: i + 1 },
      cells: cells.flatMap(([question, verdict, attempts]) => [question, verdict, attempts, 0, 7]),
    })),
  } as unknown as Dashboard
}

const news = (before: Dashboard, after: Dashboard) => newsOf(snapshotOf(before), snapshotOf(after))

describe('newsOf', () => {
  const empty = dashboard({ cells: [] }, { cells: [] })

  it('counts new answers by question, and how many of them are wrong', () =>
    expect(
      news(
        empty,
        dashboard(
          {
            cells: [
              [0, 1, 1],
              [1, 2, 1],
            ],
          },
          { cells: [[1, 0, 1]] },
        ),
      ),
    ).toEqual([
      { question: '1', count: 1, wrong: 0 },
      { question: '2b', count: 2, wrong: 1 },
    ]))
  it('counts who sent again once, however often', () =>
    expect(news(dashboard({ cells: [[0, 2, 1]] }), dashboard({ cells: [[0, 2, 4]] }))).toEqual([
      { question: '1', count: 1, wrong: 1 },
    ]))
  it('takes a mark for no answer', () =>
    expect(news(dashboard({ cells: [[0, 0, 1]] }), dashboard({ cells: [[0, 2, 1]] }))).toEqual([]))
  it('has nothing to say of an unchanged class', () => expect(news(empty, empty)).toEqual([]))
})
