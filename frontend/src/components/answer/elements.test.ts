import { expect, it } from 'vitest'
import { compareElements, LONGEST_WRITTEN } from './elements'
import { ROUNDING } from './tolerance'

/** Returns the text with what differs in angle brackets, and how many elements are lacking if any are. */
function written(own: string, reference: string): string | undefined {
  const compared = compareElements(own, reference, ROUNDING)
  if (!compared) return undefined
  const text = compared.pieces.map((piece) => (piece.isChanged ? `<${piece.text}>` : piece.text)).join('')
  return compared.lacks > 0 ? `${text} -${String(compared.lacks)}` : text
}

it.each([
  ['[1063, 96]', '[1063, 35]', '[1063, <96>]'],
  ['[1, 2]', '[1, 2]', '[1, 2]'],
  ['[1, 2, 3]', '[1, 3]', '[1, <2>, 3]'],
  ['[1, 3]', '[1, 2, 3]', '[1, 3] -1'],
  ['[0.1, 0.30000000000000004]', '[0.1, 0.3]', '[0.1, 0.30000000000000004]'],
  ["{'a': 1, 'b': [1, 2]}", "{'b': [1, 3], 'a': 1}", "{'a': 1, 'b': [1, <2>]}"],
  ["{'a': 1, 'c': 2}", "{'a': 1, 'b': 2}", "{'a': 1, <'c': 2>} -1"],
  ["{2: 0.7, 3: 'x, y'}", "{2: 0.7, 3: 'x: y'}", "{2: 0.7, 3: <'x, y'>}"],
  ['(1098, 2)', '[1098, 2]', '<(1098, 2)>'],
  ['[array([1, 2]), None]', '[array([1, 3]), None]', '[<array([1, 2])>, None]'],
  ["['it\\'s', 1]", "['it\\'s', 2]", "['it\\'s', <1>]"],
])('of %s marks what %s does not have', (own, reference, marked) =>
  expect(written(own, reference)).toBe(marked),
)

it.each([['[1, 2'], ['[1] 2'], ['['.repeat(50)], [`[${'1, '.repeat(LONGEST_WRITTEN)}]`]])(
  'does not guess what %s means',
  (text) => {
    expect(compareElements(text, '[1]', ROUNDING)).toBeUndefined()
    expect(compareElements('[1]', text, ROUNDING)).toBeUndefined()
  },
)

it('tells where the first changes are, and what stands there', () =>
  expect(compareElements("{'a': [1, 2]}", "{'a': [1, 3]}", ROUNDING)?.changes).toEqual([
    { place: "['a'][1]", own: '2', reference: '3' },
  ]))
