import { expect, test } from 'vitest'
import type { Transfer } from '../api/transfers'
import { secondsLeft } from './TransferDialog'

const at = (done: number, total: number): Transfer => ({
  id: 'a',
  kind: 'export',
  name: 'lab-1',
  startedAt: 0,
  at: 5000,
  done,
  total,
  isCancelled: false,
})

test('the time left follows from what is done, once that says something', () => {
  expect(secondsLeft(at(0, 1000))).toBeUndefined()
  expect(secondsLeft(at(10, 1000))).toBeUndefined()
  expect(secondsLeft(at(250, 1000))).toBe(15)
  expect(secondsLeft(at(1000, 1000))).toBe(1)
  expect(secondsLeft(at(10, 0))).toBeUndefined()
})
