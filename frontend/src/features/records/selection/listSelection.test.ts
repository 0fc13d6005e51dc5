import { expect, it } from 'vitest'
import type { ListState } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import {
  anchorAt,
  countSelected,
  everything,
  isSelected,
  nothing,
  select,
  indexOfAnchor,
} from './listSelection'

const [a, b, c] = [1, 2, 3].map((id) => ({ id, studentId: id * 10 })) as [
  { id: number; studentId: number },
  { id: number; studentId: number },
  { id: number; studentId: number },
]

it('selects a record, and lets it go', () => {
  const one = select(nothing, [a], true)
  expect([isSelected(one, 1), isSelected(one, 2), countSelected(one, 100)]).toEqual([true, false, 1])
  expect(countSelected(select(one, [a], false), 100)).toBe(0)
})

it('selects a run once, however often it is named', () =>
  expect(countSelected(select(select(nothing, [b], true), [a, b, c], true), 100)).toBe(3))

it('remembers whose the records are', () =>
  expect([...select(nothing, [a, c], true).named.values()].map(({ studentId }) => studentId)).toEqual([
    10, 30,
  ]))

it('takes some out of all', () => {
  const most = select(everything, [a, b], false)
  expect([isSelected(most, 1), isSelected(most, 3), countSelected(most, 100_000)]).toEqual([
    false,
    true,
    99_998,
  ])
  expect(countSelected(select(most, [a], true), 100_000)).toBe(99_999)
})

it('never counts below none when records have gone meanwhile', () =>
  expect(countSelected(select(everything, [a, b], false), 1)).toBe(0))

it('begins a run where the last one was selected, as long as it stands there', () => {
  const list = (generation: number, ...ids: number[]) =>
    ({
      generation,
      pages: new Map([[0, ids.map((id) => ({ id }) as RecordView)]]),
    }) as unknown as ListState
  const anchor = anchorAt(list(1, 30, 20, 10), 1)
  expect(indexOfAnchor(list(1, 30, 20, 10), anchor)).toBe(1)
  expect(indexOfAnchor({ ...list(1), pages: new Map() }, anchor)).toBe(1) // its page was forgotten
  expect(indexOfAnchor(list(1, 20, 10), anchor)).toBe(-1) // one above it was deleted
  expect(indexOfAnchor(list(2, 10, 20, 30), anchor)).toBe(-1) // another order
  expect(anchorAt(list(1), 1)).toBeUndefined()
})
