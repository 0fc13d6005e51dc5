import { expect, it } from 'vitest'
import { asKind, isComplete, kindOf, offeredRules, ruleKinds } from './rule'
import { noCheck } from '../../components/judging/useGroupActions'

it('takes a kind that it does not know for none', () => {
  expect(kindOf({ kind: '' })).toBe('none')
  expect(kindOf({ kind: 'weighed' })).toBe('none')
})

it.each([
  [noCheck, true],
  [{ ...noCheck, kind: 'record' }, true],
  [{ ...noCheck, kind: 'exact' }, false],
  [{ ...noCheck, kind: 'exact', expected: [' '] }, false],
  [{ ...noCheck, kind: 'tolerance', expected: ['42'] }, true],
  [{ ...noCheck, kind: 'oneof', expected: ['', 'a'] }, true],
  [{ ...noCheck, kind: 'oneof', expected: [] }, false],
  [{ ...noCheck, kind: 'pattern' }, false],
  [{ ...noCheck, kind: 'pattern', pattern: ' ' }, true],
])('%o judges: %s', (check, complete) => expect(isComplete(check)).toBe(complete))

it('keeps what was typed where it still makes sense', () => {
  const exact = { ...noCheck, kind: 'exact', expected: ['42'] }
  expect(asKind('oneof', exact).expected).toEqual(['42'])
  expect(asKind('tolerance', exact)).toMatchObject({ expected: ['42'], relative: 1e-6, absolute: 0 })
  expect(asKind('exact', { ...noCheck, kind: 'oneof', expected: ['a', '', 'b'] }).expected).toEqual(['a'])
  expect(asKind('none', exact)).toEqual(noCheck)
  expect(asKind('tolerance', { ...exact, absolute: 0.5 })).toMatchObject({ relative: 0, absolute: 0.5 })
})

const withoutOutputs = ruleKinds.filter((kind) => kind !== 'outputs')

it.each([
  ['all before the first answer', [], 'none', withoutOutputs],
  ['all for numbers', ['ndarray'], 'none', withoutOutputs],
  ['no tolerance for code', ['code'], 'none', ['none', 'record', 'exact', 'oneof', 'pattern']],
  [
    'no tolerance for text and formulas',
    ['str', 'latex'],
    'none',
    ['none', 'record', 'exact', 'oneof', 'pattern'],
  ],
  ['all where one answer is a number', ['code', 'ndarray'], 'none', withoutOutputs],
  ['nothing that is written for pictures', ['image'], 'none', ['none', 'record']],
  ['the rule that is set', ['code'], 'tolerance', withoutOutputs],
] as const)('offers %s', (_, types, set, offered) =>
  expect(
    offeredRules(
      types.map((type) => ({ type })),
      set,
    ),
  ).toEqual(offered),
)

it('offers outputs once some are typed', () =>
  expect(offeredRules([{ type: 'code' }], 'none', true)).toContain('outputs'))
