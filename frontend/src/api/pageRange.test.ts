import { describe, expect, it } from 'vitest'
import { limits } from '../lib/limits'
import { cutOut, readRange } from './pageRange'
import type { RecordPage, RecordView } from './types'

const records = (...ids: number[]) => ids.map((id) => ({ id }) as RecordView)
const idsOf = (all: readonly RecordView[]) => all.map(({ id }) => id)
const run = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** A list of records 0 to before total that stands still, but for those that were sent again. */
function listOf(total: number, ...sentAgain: number[]) {
  const left = run(0, total).filter((id) => !sentAgain.includes(id))
  const asked: [number, number][] = []
  return {
    asked,
    ask: (offset: number, limit: number): Promise<RecordPage> => {
      asked.push([offset, limit])
      return Promise.resolve({
        records: records(...left.slice(offset, offset + limit)),
        total: left.length,
        asOf: '',
      })
    },
  }
}

describe('a range of a list that stands still', () => {
  it('is read with one question where nothing was sent again', async () => {
    const { ask, asked } = listOf(1000)
    expect(idsOf((await readRange(ask, 1000, 100, 200)).records)).toEqual(run(100, 200))
    expect(asked).toEqual([[100, 100]])
  })

  it('begins earlier by as many as were sent again', async () => {
    const { ask } = listOf(1000, 3, 40, 990)
    expect(idsOf((await readRange(ask, 1000, 100, 200)).records)).toEqual(run(99, 202))
  })

  it('is read in portions where it is long', async () => {
    const { ask, asked } = listOf(3000, ...run(0, 700))
    const { records } = await readRange(ask, 3000, 1000, 2000)
    expect(idsOf(records)).toEqual(run(1000, 2700))
    expect(asked.every(([, limit]) => limit <= limits.pageMax)).toBe(true)
  })
})

describe('what is cut out of it', () => {
  it('follows the page before, and skips none', () => {
    expect(idsOf(cutOut(records(...run(95, 202)), records(...run(0, 100)), undefined, 100))).toEqual(
      run(100, 200),
    )
  })
  it('follows what is left of the page before', () => {
    expect(idsOf(cutOut(records(90, 91, 95, 100, 101), records(...run(0, 100)), undefined, 2))).toEqual([
      100, 101,
    ])
  })
  it('stands ahead of the page after', () => {
    expect(idsOf(cutOut(records(...run(190, 310)), undefined, records(...run(300, 400)), 100))).toEqual(
      run(200, 300),
    )
  })
  it('is what is left between two pages', () => {
    expect(idsOf(cutOut(records(...run(98, 112)), records(98, 99), records(110, 111), 100))).toEqual(
      run(100, 110),
    )
  })
  it('is the end of it where nothing around is known', () => {
    expect(idsOf(cutOut(records(...run(97, 200)), undefined, undefined, 100))).toEqual(run(100, 200))
  })
})
