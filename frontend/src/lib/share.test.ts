import { expect, it } from 'vitest'
import { share } from './share'

const answer = () => ({
  rows: [
    { id: 1, cells: [0, 1, 2] },
    { id: 2, cells: [] as number[] },
  ],
  lines: [{ reason: 'help', since: '' }],
  start: null as string | null,
})

it('is the value before if nothing changed', () => {
  const before = answer()
  expect(share(before, answer())).toBe(before)
})

it('keeps what did not change', () => {
  const before = answer()
  const now = answer()
  now.rows[1]?.cells.push(7)
  const shared = share(before, now)
  expect(shared).not.toBe(before)
  expect(shared.rows[0]).toBe(before.rows[0])
  expect(shared.lines).toBe(before.lines)
  expect(shared.rows[1]).toEqual({ id: 2, cells: [7] })
  expect(before).toEqual(answer())
})

it.each<[string, unknown, unknown]>([
  ['a shorter list', [1, 2, 3], [1, 2]],
  ['a longer list', [1], [1, undefined]],
  ['a field that is gone', { a: 1, b: 2 }, { a: 1 }],
  ['another field', { a: 1 }, { b: 1 }],
  ['a field without a value', { a: 1, b: 2 }, { a: 1, c: undefined }],
  ['a list in place of an object', {}, []],
  ['nothing', { a: 1 }, null],
  ['something', null, { a: 1 }],
  ['a text', ['1'], [1]],
])('sees %s', (_, before, now) => {
  const copy: unknown = structuredClone(now)
  expect(share(before, now)).toEqual(copy)
  expect(share(before, now)).not.toBe(before)
})
