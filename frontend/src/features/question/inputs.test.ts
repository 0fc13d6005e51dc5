import { expect, it } from 'vitest'
import { noCheck } from '../../components/judging/useGroupActions'
import { isForFunctions, isSameInputs, rowsOf, secondsOf, triedAfter } from './inputs'

const none = { lines: '', outputs: '', seconds: 1 }
const two = { lines: '2, 3\n[1]', outputs: '', seconds: 1 }
const answered = (type: string) => [{ type }] as Parameters<typeof isForFunctions>[0]['groups']

it('is for functions, and before anything is sent', () => {
  expect(isForFunctions({ groups: [], inputs: none })).toBe(true)
  expect(isForFunctions({ groups: answered('code'), inputs: none })).toBe(true)
  expect(isForFunctions({ groups: answered('ndarray'), inputs: none })).toBe(false)
  expect(isForFunctions({ groups: answered('ndarray'), inputs: two })).toBe(true)
})

it('takes empty lines for nothing', () => {
  expect(isSameInputs(two, { ...two, lines: '2, 3\n\n[1]\n' })).toBe(true)
  expect(isSameInputs(two, { ...two, outputs: '1' })).toBe(false)
  expect(isSameInputs(two, { ...two, seconds: 2 })).toBe(false)
})

it('has a row more than lines', () => {
  expect([none, two, { ...two, outputs: '1\n2\n3\n4' }].map(rowsOf)).toEqual([3, 3, 5])
  expect(rowsOf({ ...two, lines: '1\n'.repeat(20) })).toBe(12)
})

it.each([
  [0.5, 1],
  [1, 1],
  [3, 5],
  [9, 5],
])('offers for %d seconds %d', (seconds, shown) => expect(secondsOf({ ...none, seconds })).toBe(shown))

it('judges by outputs once there are some, unless there is a rule', () => {
  const outputs = { ...two, outputs: '5\n1' }
  const own = { ...noCheck, kind: 'record' }
  const judging = { ...noCheck, kind: 'outputs' }
  expect(triedAfter({ inputs: none, check: noCheck }, outputs, noCheck).check.kind).toBe('outputs')
  expect(triedAfter({ inputs: none, check: own }, outputs, noCheck).check).toBe(own)
  expect(triedAfter({ inputs: outputs, check: judging }, two, noCheck).check).toBe(noCheck)
  expect(triedAfter({ inputs: outputs, check: judging }, outputs, noCheck).check).toBe(judging)
})
