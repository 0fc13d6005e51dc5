import { expect, it } from 'vitest'
import type { TreeNode } from '../../api/types'
import { pythonLine } from './python'

const leaf = (text: string, key = ''): TreeNode => ({ key, kind: 'num', text, length: 0, children: [] })
const nested = (kind: string, children: TreeNode[], key = ''): TreeNode => ({
  key,
  kind,
  text: '',
  length: children.length,
  children,
})

it.each([
  [nested('list', [leaf('1'), leaf("'a'")]), "[1, 'a']"],
  [nested('tuple', [leaf('1098'), leaf('2')]), '(1098, 2)'],
  [nested('tuple', [leaf('1')]), '(1,)'],
  [nested('tuple', []), '()'],
  [nested('set', []), 'set()'],
  [nested('set', [leaf('1')]), '{1}'],
  [nested('frozenset', [leaf('1')]), 'frozenset({1})'],
  [nested('dict', [leaf('0.7', '2'), nested('array', [leaf('1')], "'w'")]), "{2: 0.7, 'w': array([1])}"],
])('%# is written %s', (node, line) => expect(pythonLine(node, 60)).toBe(line))

it('is no line where it is long, or something is left out', () => {
  expect(pythonLine(nested('list', [leaf('x'.repeat(60))]), 60)).toBeUndefined()
  expect(pythonLine({ ...nested('list', [leaf('1')]), length: 2 }, 60)).toBeUndefined()
  expect(pythonLine(nested('list', [{ ...nested('list', []), length: 2 }]), 60)).toBeUndefined()
})
