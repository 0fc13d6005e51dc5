import { describe, expect, it } from 'vitest'
import { hasSeveralParts } from './parts'

const sessionOf = (...counts: number[]) => ({ parts: counts.map((records) => ({ records })) })

describe('a part is said', () => {
  it.each([[[12]], [[12, 0]], [[0, 0]], [[]]])('nowhere where only one has answers: %j', (counts) =>
    expect(hasSeveralParts(sessionOf(...counts))).toBe(false),
  )
  it('as soon as a second one has', () => expect(hasSeveralParts(sessionOf(12, 0, 1))).toBe(true))
})
