import { afterEach, expect, it } from 'vitest'
import { clearNotices, hideNotice, hideNoticeOf, type Notice, readNotice, showNotice } from './notices'

afterEach(() => clearNotices())

/** Shows a notice and returns it. */
function shown(message: string, undoId?: string): Notice {
  showNotice({ message, tone: 'done', undoId }, 1000)
  const notice = readNotice()
  if (!notice) throw new Error('nothing is shown')
  return notice
}

it('shows one notice at a time, the newest', () => {
  const before = shown('a')
  shown('b')
  expect(readNotice()?.message).toBe('b')
  hideNotice(before)
  expect(readNotice()?.message).toBe('b')
})

it('gives the offer to undo back after a notice that passes', () => {
  shown('a', 'undo-1')
  hideNotice(shown('b'))
  expect(readNotice()?.message).toBe('a')
  hideNoticeOf('undo-1')
  expect(readNotice()).toBeUndefined()
})

it('does not give back what was undone, or what a newer offer replaced', () => {
  shown('a', 'undo-1')
  const passing = shown('b')
  hideNoticeOf('undo-1')
  hideNotice(passing)
  expect(readNotice()).toBeUndefined()
  shown('a', 'undo-1')
  hideNotice(shown('b', 'undo-2'))
  expect(readNotice()).toBeUndefined()
})
