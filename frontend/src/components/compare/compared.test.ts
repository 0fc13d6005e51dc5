import { describe, expect, it } from 'vitest'
import type { RecordView } from '../../api/types'
import { compareWith, overlayOf, projectable, referenceAmong } from './compared'

const record = (id: number, type = 'code') => ({ id, type }) as RecordView
const ids = (records: RecordView[] | undefined) => records?.map(({ id }) => id)

describe('compareWith', () => {
  it('takes one more', () => expect(ids(compareWith([record(1)], record(2)))).toEqual([1, 2]))
  it('lets one go', () => expect(ids(compareWith([record(1), record(2)], record(1)))).toEqual([2]))
  it('takes four at most', () => {
    const four = [1, 2, 3, 4].map((id) => record(id))
    expect(compareWith(four, record(5))).toBeUndefined()
    expect(ids(compareWith(four, record(2)))).toEqual([1, 3, 4])
  })
})

describe('overlayOf', () => {
  it.each([
    [[record(1), record(2)], 'lines'],
    [[record(1)], undefined],
    [[record(1), record(2, 'image')], undefined],
    [[record(1, 'image'), record(2, 'image')], 'pictures'],
    [[record(1, 'str'), record(2, 'str')], 'lines'],
    [[record(1, 'ndarray'), record(2, 'ndarray')], undefined],
  ])('says of %#', (chosen, overlay) => expect(overlayOf(chosen)).toBe(overlay))
})

it('projects each group of three or more once', () => {
  const of = (groupKey: string, alike: number) => ({ groupKey, alike })
  expect(projectable([of('a', 3), of('b', 2), of('a', 3), of('c', 40)])).toEqual(['a', 'c'])
})

describe('referenceAmong', () => {
  const given = (id: number, alike: number, verdict = '') => ({ ...record(id), alike, verdict })
  it.each([
    ['the answer that most gave', [given(1, 2), given(2, 9)], 2],
    ['the first of two that as many gave', [given(1, 2), given(2, 2)], 1],
    ['the right one', [given(1, 9), given(2, 1, 'right')], 2],
    ['none, if one is alone', [given(1, 9)], undefined],
  ])('compares with %s', (_, chosen, id) => expect(referenceAmong(chosen)?.id).toBe(id))
})
