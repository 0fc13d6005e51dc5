import { expect, it } from 'vitest'
import { barsOf, labelEvery, pageOf, pagesOf, wallFor } from './tiles'

it.each([
  [1, 1, 1, 1],
  [3, 3, 1, 3],
  [4, 2, 2, 4],
  [5, 3, 2, 5],
  [7, 4, 2, 7],
  [12, 4, 3, 12],
  [66, 4, 3, 12],
])('%d answers stand on %d × %d, %d of them shown', (groups, columns, rows, shown) =>
  expect(wallFor(groups)).toMatchObject({ columns, rows, shown }),
)

it.each([
  [12, 1],
  [30, 1],
  [60, 2],
  [150, 5],
])('of %d bars every %d. has its label', (bars, every) => expect(labelEvery(bars)).toBe(every))

it.each([
  [0, 0, 1, 0, 0],
  [12, 0, 1, 0, 12],
  [13, 1, 2, 12, 13],
  [66, 5, 6, 60, 66],
  [30, 9, 3, 24, 30],
])('of %d answers page %d of %d holds those from %d up to %d', (groups, page, pages, from, to) => {
  expect(pagesOf(groups)).toBe(pages)
  expect(pageOf(groups, page)).toEqual({ from, to })
})

it('gives of 300 labels the most used a bar, in their order, and the one that is shown', () => {
  const all = Array.from({ length: 300 }, (_, i) => ({ label: String(i), students: i % 5 === 0 ? 9 : 1 }))
  const bars = barsOf(all, '299').map(({ label }) => Number(label))
  expect(bars).toHaveLength(60)
  expect(bars.slice(0, 3)).toEqual([0, 5, 10])
  expect(bars.at(-1)).toBe(299)
  expect(barsOf(all.slice(0, 60), '1')).toHaveLength(60)
})
