import { expect, it } from 'vitest'
import { byDelay } from './byDelay'

const counts = (...seconds: number[]) =>
  byDelay(seconds.map((after) => ({ seconds: after }))).map(({ count }) => count)

it.each<[number[], number[]]>([
  [[], [0, 0, 0, 0, 0, 0]],
  [
    [0, 30, 30.1, 60, 119, 120, 121, 300, 900, 900.5, 1e9],
    [2, 2, 2, 2, 1, 2],
  ],
])('who took it after %j s counts once, up to the delay that it has not passed', (seconds, expected) => {
  expect(counts(...seconds)).toEqual(expected)
})
