import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clearNotices, readNotice } from '../lib/notices'
import { readUndo } from '../lib/undo'
import { notifyUndo, takeBack } from './undo'

const trash = import.meta.glob<string>('../../../backend/classroom/trash.go', {
  query: '?raw',
  import: 'default',
  eager: true,
})

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', globalThis)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  clearNotices()
})

it('offers to undo for 30 s, as long as the app keeps what was deleted', () => {
  expect(Object.values(trash)[0]).toContain('const UndoFor = 30 * time.Second')
  const undo = vi.fn(() => Promise.resolve())
  notifyUndo('3 answers deleted', undo)
  vi.advanceTimersByTime(29_999)
  expect(readUndo().map(({ what }) => what)).toEqual(['3 answers deleted'])
  expect(readNotice()?.message).toBe('3 answers deleted')
  vi.advanceTimersByTime(1)
  expect(readUndo()).toEqual([])
  expect(takeBack()).toBe(false)
  expect(undo).not.toHaveBeenCalled()
})

it('takes back the newest of what is still kept', () => {
  const taken: string[] = []
  for (const what of ['a', 'b'])
    notifyUndo(what, () => {
      taken.push(what)
      return Promise.resolve()
    })
  expect([takeBack(), takeBack(), takeBack()]).toEqual([true, true, false])
  expect(taken).toEqual(['b', 'a'])
})
