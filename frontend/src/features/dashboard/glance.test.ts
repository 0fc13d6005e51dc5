import { expect, it } from 'vitest'
import { countQuiet } from './glance'
import type { Row } from './gridModel'

const now = 10_000_000
const row = (id: number, minutes: number | undefined): Row => ({
  student: { id, display: `Student ${id}`, number: id },
  cells: [],
  progress: 0,
  lastAt: minutes === undefined ? 0 : now - minutes * 60_000,
  needsHelp: false,
  isNeedy: false,
})
const rows = (...minutes: (number | undefined)[]) => minutes.map((age, i) => row(i, age))

it('counts nobody in an empty room', () => expect(countQuiet([], now)).toEqual({ count: 0, long: 0 }))
it('takes who sent in the last five minutes as active', () =>
  expect(countQuiet(rows(0, 4.9), now)).toEqual({ count: 0, long: 0 }))
it('tells quiet from quiet for long', () =>
  expect(countQuiet(rows(1, 5, 9.9, 10, 40), now)).toEqual({ count: 4, long: 2 }))
it('does not take who never started as quiet', () =>
  expect(countQuiet(rows(undefined, undefined), now)).toEqual({ count: 0, long: 0 }))
