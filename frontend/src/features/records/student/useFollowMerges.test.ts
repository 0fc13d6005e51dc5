import { expect, it } from 'vitest'
import { countingFor } from './useFollowMerges'

const merged = { id: 2, display: 'Alice #2', device: '4f2a' }
const students = [
  { id: 1, mergedFrom: [merged] },
  { id: 3, mergedFrom: [] },
]

it.each([
  [[2], [1]],
  [
    [3, 2],
    [3, 1],
  ],
  [[1, 2], [1]],
  [[3], [3]],
  [[99], [99]],
])('the filter %j is about the students %j', (ids, now) => expect(countingFor(students, ids)).toEqual(now))
