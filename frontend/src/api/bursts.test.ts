import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createBursts } from './bursts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function manual() {
  const ends: (() => void)[] = []
  const work = new Promise<void>((end) => ends.push(end))
  return { work, end: () => ends.forEach((end) => end()) }
}

it('tells at once where nothing is under way', () => {
  const told: string[] = []
  const { tell } = createBursts()
  tell(() => told.push('a'))
  vi.advanceTimersByTime(0)
  expect(told).toEqual(['a'])
})

it('tells what one burst brings in one go, when its last answer is there', async () => {
  const told: string[] = []
  const { tell, hold } = createBursts()
  const [first, second] = [manual(), manual()]
  hold(first.work)
  hold(second.work)
  tell(() => told.push('a'))
  first.end()
  await vi.advanceTimersByTimeAsync(20)
  expect(told).toEqual([])
  tell(() => told.push('b'))
  second.end()
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual(['a', 'b'])
})

it('waits for no answer that takes long', async () => {
  const told: string[] = []
  const { tell, hold } = createBursts()
  hold(manual().work)
  tell(() => told.push('a'))
  await vi.advanceTimersByTimeAsync(60)
  expect(told).toEqual(['a'])
})
