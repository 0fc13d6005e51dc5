import { expect, it } from 'vitest'
import { forgetDraft, keepDraft, keptDraft } from './useDraft'

it('keeps what was typed, for each form by itself, until it is forgotten', () => {
  keepDraft('rename 1', 'Ada')
  keepDraft('rename 2', '')
  expect([keptDraft('rename 1', 'x'), keptDraft('rename 2', 'y'), keptDraft('rename 3', 'z')]).toEqual([
    'Ada',
    '',
    'z',
  ])
  forgetDraft('rename 1')
  expect(keptDraft('rename 1', 'x')).toBe('x')
})
