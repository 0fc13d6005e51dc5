import { expect, it } from 'vitest'
import { making, signalOfCall } from './making'

it('has the signal of a call while it is made, and no longer', async () => {
  const { signal } = new AbortController()
  const seen = await making(signal, async () => {
    const own = signalOfCall()
    await Promise.resolve()
    return [own, signalOfCall()]
  })
  expect(seen).toEqual([signal, undefined])
  expect(() =>
    making(signal, () => {
      throw new Error('no')
    }),
  ).toThrow()
  expect(signalOfCall()).toBeUndefined()
})
