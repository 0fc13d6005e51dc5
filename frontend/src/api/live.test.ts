import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRefresher, refetchAll } from './live'

/** A refetch that ends when it is told to. */
function manual() {
  const asked: { key: readonly unknown[]; end: () => void }[] = []
  const refetch = (key: readonly unknown[]) =>
    new Promise<void>((end) => {
      asked.push({ key, end })
    })
  return { asked, refetch }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('asks once at a time, and once more for all that was asked meanwhile', async () => {
  const { asked, refetch } = manual()
  const refresh = createRefresher(refetch)
  refresh(['session', 1])
  refresh(['session', 1])
  refresh(['session', 1])
  expect(asked).toHaveLength(1)
  asked[0]?.end()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(2)
  asked[1]?.end()
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(2)
})

it('keeps keys apart', () => {
  const { asked, refetch } = manual()
  const refresh = createRefresher(refetch)
  refresh(['session', 1])
  refresh(['session', 2])
  expect(asked.map(({ key }) => key)).toEqual([
    ['session', 1],
    ['session', 2],
  ])
})

it('rests before it asks again', async () => {
  const { asked, refetch } = manual()
  const refresh = createRefresher(refetch, 1000)
  refresh(['sessions'])
  refresh(['sessions'])
  asked[0]?.end()
  await vi.advanceTimersByTimeAsync(999)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
})

it('asks again for what was being asked for the first time: that answer may be of before the event', async () => {
  const { asked, refetch } = manual()
  const client = new QueryClient()
  let records = 0
  const queryFn = async () => {
    const seen = records
    await refetch(['records'])
    return seen
  }
  const observer = new QueryObserver(client, { queryKey: ['records'], queryFn })
  const stop = observer.subscribe(() => undefined)
  records = 1
  const fresh = refetchAll(client, ['records'])
  asked[0]?.end()
  await vi.advanceTimersByTimeAsync(0)
  asked[1]?.end()
  await fresh
  expect(observer.getCurrentResult().data).toBe(1)
  stop()
})

it('waits after its rest for what is asked for then, but not for ever', async () => {
  const { asked, refetch } = manual()
  const refresh = createRefresher(refetch, 1000, 500)
  refresh(['sessions'])
  refresh(['sessions'])
  asked[0]?.end()
  await vi.advanceTimersByTimeAsync(1200)
  expect(asked).toHaveLength(1)
  refresh(['sessions'])
  expect(asked).toHaveLength(2)
  refresh(['sessions'])
  asked[1]?.end()
  await vi.advanceTimersByTimeAsync(1499)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(3)
})
