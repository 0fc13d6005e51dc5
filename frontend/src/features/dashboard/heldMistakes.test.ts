import { expect, it } from 'vitest'
import type { SharedMistake } from '../../api/types'
import { heldMistakes } from './heldMistakes'

const mistake = (key: string, ...students: number[]) =>
  ({ question: '1', key, students }) as unknown as SharedMistake

it('keeps each shared mistake in its place, as it is now, with new ones at the end', () => {
  const held = [mistake('a', 1, 2, 3), mistake('b', 4, 5), mistake('c', 6, 7)]
  const now = [mistake('d', 8, 9, 10, 11), mistake('b', 4, 5, 6), mistake('a', 1, 2)]
  expect(heldMistakes(held, now)).toEqual([
    mistake('a', 1, 2),
    mistake('b', 4, 5, 6),
    mistake('c', 6, 7),
    mistake('d', 8, 9, 10, 11),
  ])
  expect(heldMistakes(now, now)).toEqual(now)
})
