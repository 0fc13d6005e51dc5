import { expect, test } from 'vitest'
import { heldAt } from './useCursor'

const held = { openId: undefined, way: undefined, setIn: 3, generation: 3, isLast: false }

test.each([
  ['in the list that it was set in', { at: 4 }, { generation: 3, total: 9 }, 4],
  ['nowhere once the list is shorter', { at: 9 }, { generation: 3, total: 9 }, -1],
  ['nowhere once the list was restarted', { at: 4 }, { generation: 4, total: 9 }, -1],
  ['still there while a list restarts', { at: 4, generation: 4 }, { generation: 3, total: 9 }, 4],
  ['in the new list if it was set meanwhile', { at: 4, generation: 4 }, { generation: 4, total: 9 }, 4],
  ['at the end of the new list', { at: 8, generation: 4, isLast: true }, { generation: 4, total: 12 }, 11],
  ['nowhere in the list after that', { at: 4, generation: 4 }, { generation: 5, total: 9 }, -1],
] as const)('the cursor is %s', (_, given, state, expected) => {
  expect(heldAt({ ...held, ...given }, state)).toBe(expected)
})
