import { expect, it } from 'vitest'
import { isDeeper, withoutDelimiters } from './typeset'

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

it.each([
  ['$x^2$', 'x^2'],
  [' $$\\frac{a}{b}$$\n', '\\frac{a}{b}'],
  ['\\[ x \\]', ' x '],
  ['\\(x\\)', 'x'],
  ['\\[a\nb\\]', 'a\nb'],
  ['the value is $x$', 'the value is $x$'],
  ['$a$ and $b$', '$a$ and $b$'],
  ['\\left[x\\right]', '\\left[x\\right]'],
  ['', ''],
])('%j is the formula %j', (source, formula) => expect(withoutDelimiters(source)).toBe(formula))
