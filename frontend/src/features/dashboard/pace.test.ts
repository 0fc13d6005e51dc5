import { describe, expect, it } from 'vitest'
import { begun, countUntil, edgeLabels, halfAt, type Reached, samples, telling, timeTicks } from './pace'

const minute = 60_000
const everybody: Reached = { label: '1', times: [1, 2, 3, 4] }
const one: Reached = { label: '2.b', times: [4] }
const nobody: Reached = { label: '3', times: [] }
const reached = [everybody, { label: '2', times: [2, 4, 4] }, one, nobody]

describe('countUntil', () => {
  it.each([
    [0, 0],
    [1, 1],
    [3.5, 3],
    [4, 4],
    [99, 4],
  ])('until %d there are %d', (moment, count) => expect(countUntil([1, 2, 3, 4], moment)).toBe(count))
  it('counts equal times together', () => expect(countUntil([2, 4, 4], 4)).toBe(3))
  it('counts nobody where nobody was', () => expect(countUntil([], 4)).toBe(0))
})

describe('samples', () => {
  it('are even, begin at the first moment and end at the last', () =>
    expect(samples(reached, 0, 4, 3).map(({ at }) => at)).toEqual([0, 2, 4]))
  it('never fall, and end with what there is', () => {
    const all = samples(reached, 0, 4, 41)
    for (const field of ['q0', 'q1', 'q2', 'q3']) {
      const counts = all.map((sample) => sample[field] ?? NaN)
      expect(counts).toEqual([...counts].sort((a, b) => a - b))
    }
    expect(all.at(-1)).toEqual({ at: 4, q0: 4, q1: 3, q2: 1, q3: 0 })
  })
  it('are one where there is but a moment', () =>
    expect(samples(reached, 4, 4, 2)).toEqual(samples(reached, 4, 4, 1).concat(samples(reached, 4, 4, 1))))
})

describe('halfAt', () => {
  it('is when half of an even room was there', () => expect(halfAt(everybody, 4)).toBe(2))
  it('is when the middle one of an odd room was there', () => expect(halfAt(everybody, 5)).toBe(3))
  it('is not yet where fewer were', () => expect(halfAt(one, 4)).toBeUndefined())
  it('is never in an empty room', () => expect(halfAt(nobody, 0)).toBeUndefined())
})

describe('edgeLabels', () => {
  it('stand at their counts', () =>
    expect(edgeLabels(reached, 4, 100, 10).map(({ label, top }) => [label, top])).toEqual([
      ['1', 0],
      ['2', 25],
      ['2.b', 75],
    ]))
  it('keep their distance', () =>
    expect(edgeLabels(reached, 4, 100, 40).map(({ label }) => label)).toEqual(['1', '2.b']))
  it('leave out what the whole room has behind it', () => {
    const all = [{ label: '0', times: [1, 1, 1, 1] }, ...reached]
    expect(edgeLabels(all, 4, 100, 10).map(({ label }) => label)).toEqual(['1', '2', '2.b'])
  })
})

describe('timeTicks', () => {
  const at = (h: number, m: number) => new Date(2026, 1, 11, h, m).getTime()
  it.each([
    ['a lab', at(14, 5), at(14, 47), [at(14, 10), at(14, 20), at(14, 30), at(14, 40)]],
    ['its first minutes', at(14, 5), at(14, 7), [at(14, 5), at(14, 6), at(14, 7)]],
    ['a day', at(8, 10), at(20, 0), [at(12, 0), at(16, 0), at(20, 0)]],
  ])('are round in %s', (_, from, to, ticks) => expect(timeTicks(from, to, 5)).toEqual(ticks))
  it('are few in a year', () => expect(timeTicks(0, 365 * 24 * 60 * minute, 5).length).toBeLessThanOrEqual(6))
})

it('begun leaves out what nobody reached', () => expect(begun(reached)).toHaveLength(3))

describe('telling', () => {
  const sample = { at: 0, q0: 31, q1: 30, q2: 16, q3: 2, q4: 0 }
  it('leaves out what nobody reached', () => expect(telling(sample, 5, 31, 9)).toEqual([0, 1, 2, 3]))
  it('keeps those nearest to the middle of the class, in their order', () =>
    expect(telling(sample, 5, 31, 2)).toEqual([2, 3]))
})
