import { expect, it } from 'vitest'
import { isDeeper } from './typeset'

interface Nested {
  children: Nested[]
}

const nested = (levels: number): Nested => ({
  children: levels === 0 ? [] : [{ children: [] }, nested(levels - 1)],
})

it.each([
  [0, 0, false],
  [1, 0, true],
  [400, 400, false],
  [401, 400, true],
])('of %i levels, deeper than %i: %s', (levels, most, deeper) =>
  expect(isDeeper(nested(levels) as unknown as Element, most)).toBe(deeper),
)
