import { expect, it } from 'vitest'
import { createRefresher } from './live'

/** A refetch that ends when it is told to. */
function manual() {
  const asked: { key: readonly unknown[]; end: () => void }[] = []
  const refetch = (key: readonly unknown[]) =>
    new Promise<void>((end) => {
      asked.push({ key, end })
    })
  return { asked, refetch }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

it('asks once at a time, and once more for all that was asked meanwhile', async () => {
  const { asked, refetch } = manual()
  const refresh = createRefresher(refetch)
  refresh(['session', 1])
  refresh(['session', 1])
  refresh(['session', 1])
  expect(asked).toHaveLength(1)
  asked[0]?.end()
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]?.end()
  await settled()
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
