import { expect, it } from 'vitest'
import { createBatcher } from './batch'

function batcher(size: number) {
  const asked: number[][] = []
  const ask = createBatcher<number, string>(size, (keys) => {
    asked.push(keys)
    return Promise.resolve(new Map(keys.filter((key) => key > 0).map((key) => [key, `value ${key}`])))
  })
  return { asked, ask }
}

it('makes one question of what is asked for at once', async () => {
  const { asked, ask } = batcher(60)
  expect(await Promise.all([ask(1), ask(2), ask(1)])).toEqual(['value 1', 'value 2', 'value 1'])
  expect(asked).toEqual([[1, 2]])
})

it('asks for no more at once than it may', async () => {
  const { asked, ask } = batcher(2)
  await Promise.all([1, 2, 3].map(ask))
  expect(asked).toEqual([[1, 2], [3]])
})

it('tells who asked for what is not there, and only them', async () => {
  const { ask } = batcher(60)
  const [one, other] = await Promise.allSettled([ask(1), ask(-1)])
  expect([one.status, other.status]).toEqual(['fulfilled', 'rejected'])
})

it('tells everybody when the question fails', async () => {
  const ask = createBatcher<number, string>(60, () => Promise.reject(new Error('gone')))
  await expect(ask(1)).rejects.toThrow('gone')
})
