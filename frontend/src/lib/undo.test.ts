import { expect, it } from 'vitest'
import { forgetUndo, rememberUndo, undoNow } from './undo'

it('takes back the newest first, each once', () => {
  const taken: string[] = []
  for (const id of ['a', 'b', 'c']) rememberUndo({ id, what: id, undo: () => taken.push(id) })
  forgetUndo('b')
  expect([undoNow(), undoNow(), undoNow()]).toEqual(['c', 'a', undefined])
  expect(taken).toEqual(['c', 'a'])
})

it('takes back a named one whatever came later', () => {
  const taken: string[] = []
  for (const id of ['a', 'b']) rememberUndo({ id, what: id, undo: () => taken.push(id) })
  expect(undoNow('a')).toBe('a')
  expect(undoNow('a')).toBeUndefined()
  expect(taken).toEqual(['a'])
  forgetUndo('b')
})
