import { expect, it } from 'vitest'
import { recordTypes } from '../../../api/recordTypes'
import { kindOf, kinds } from './registry'
import { unknown } from './unknown'

const sources = import.meta.glob<string>(['../../../**/*.{ts,tsx}', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Finds comparisons such as `type === 'image'`, `case 'ndarray'` and `['str', 'code'].includes(type)`. */
const ASKS = new RegExp(
  `\\btype\\b.{0,10}[!=]== '(${recordTypes.join('|')})'|case '(str|ndarray)'|\\[[^\\]]*'(str|ndarray)'[^\\]]*\\]`,
)

it('knows how to show each type', () => {
  for (const type of recordTypes) expect(kindOf(type)).toBe(kinds[type])
})
it('shows what it does not know as text', () => expect(kindOf('sometype')).toBe(unknown))

it('is the only one that asks for a type', () => {
  const asking = Object.keys(sources).filter((file) => ASKS.test(sources[file] ?? ''))
  expect(asking, 'Ask kindOf(type) for what the page does differently for a type.').toEqual([
    '../../../api/recordTypes.ts',
  ])
})
