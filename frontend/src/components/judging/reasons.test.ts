import { expect, it } from 'vitest'
import type { AnswerGroup } from '../../api/types'
import { doubtOf, reasonKey } from './reasons'

const group = (verdict: string, code: string, marked = '') =>
  ({ verdict, marked, reason: { code, expected: '', shape: '' } }) as unknown as AnswerGroup

it.each([
  ['', 'incomplete', '', 'notBecause.incomplete'],
  ['', 'incompleteNear', '', 'notBecause.incompleteNear'],
  ['', 'incompleteReference', '', 'notBecause.incompleteReference'],
  ['', 'costly', '', 'notBecause.costly'],
  ['', 'long', '', 'notBecause.long'],
  ['right', 'marked', 'right', 'youMarkedRight'],
  ['wrong', 'record', '', 'because.wrong.record'],
  ['', '', '', undefined],
])('says why a group has the verdict %j, for the reason %j', (verdict, code, marked, key) => {
  expect(reasonKey(group(verdict, code, marked))).toBe(key)
})

it('has no doubt about a group that the teacher marked', () => {
  expect(doubtOf(group('right', 'incomplete', 'right'))).toBeUndefined()
})
