import { describe, expect, it } from 'vitest'
import { step } from './gridKeys'

const extent = { rows: 300, columns: 60, page: 30 }

describe('step', () => {
  it.each([
    ['ArrowDown', false, { row: 0, column: 1 }, { row: 1, column: 1 }],
    ['ArrowUp', false, { row: 0, column: 1 }, { row: -1, column: 1 }],
    ['ArrowUp', false, { row: -1, column: 1 }, { row: -1, column: 1 }],
    ['ArrowLeft', false, { row: 3, column: 0 }, { row: 3, column: 0 }],
    ['ArrowRight', false, { row: 3, column: 60 }, { row: 3, column: 61 }],
    ['ArrowRight', false, { row: 3, column: 61 }, { row: 3, column: 61 }],
    ['PageDown', false, { row: 280, column: 2 }, { row: 299, column: 2 }],
    ['PageUp', false, { row: 10, column: 2 }, { row: 0, column: 2 }],
    ['Home', false, { row: 10, column: 9 }, { row: 10, column: 0 }],
    ['End', false, { row: 10, column: 9 }, { row: 10, column: 61 }],
    ['Home', true, { row: 10, column: 9 }, { row: 0, column: 0 }],
    ['End', true, { row: 10, column: 9 }, { row: 299, column: 61 }],
  ])('%s (Ctrl: %s) leads from %o to %o', (key, withCtrl, from, to) =>
    expect(step(from, key, withCtrl, extent)).toEqual(to),
  )
  it('leaves other keys to the page', () =>
    expect(step({ row: 0, column: 0 }, 'v', false, extent)).toBeUndefined())
})
