import { describe, expect, it } from 'vitest'
import { fit, share, type Space } from './layout'

/** The page below the figures in a window of 1280x800. */
const desk: Space = { width: 1280, height: 640, questions: 12, students: 31, digits: 2, scale: 1 }

describe('fit', () => {
  it('shows 40 students and 15 questions at 1280x800 without scrolling', () => {
    const { row, cell, bars, labels, name, last, grid } = fit({ ...desk, questions: 15, students: 40 })
    expect(40 * row + bars + labels + 40 + 10).toBeLessThanOrEqual(640)
    expect(name + 15 * cell + last).toBeLessThanOrEqual(grid)
  })

  it('gives rows all the room there is, from 24 pixels down to 12', () => {
    expect([1, 10, 31, 40, 50].map((students) => fit({ ...desk, students }).row)).toEqual([
      24, 24, 14, 12, 12,
    ])
  })

  it('gives the bars what few students leave', () => {
    expect([1, 18, 31, 40, 300].map((students) => fit({ ...desk, students }).bars)).toEqual([
      220, 134, 104, 86, 72,
    ])
  })

  it('gives cells all the room there is, from 40 pixels down to 24', () => {
    const widths = [1, 12, 15, 20, 60].map((questions) => fit({ ...desk, questions }).cell)
    expect(widths).toEqual([40, 40, 34, 29, 24])
  })

  it('keeps rows readable that scroll anyhow', () =>
    expect(fit({ ...desk, students: 300 })).toMatchObject({ row: 16, hasAttempts: true }))

  it('leaves the attempts out of rows that are too low for them', () => {
    expect(fit({ ...desk, students: 31 }).hasAttempts).toBe(true)
    expect(fit({ ...desk, students: 40 }).hasAttempts).toBe(false)
  })

  it('keeps room beside the grid for the list of whom to help', () => {
    for (const width of [1024, 1280, 1920]) {
      const { grid } = fit({ ...desk, width, questions: 60 })
      expect(width - grid).toBeGreaterThanOrEqual(358)
      expect(width - grid).toBeLessThanOrEqual(560)
    }
  })

  it('stands alone where the window is narrow', () => {
    expect(fit({ ...desk, width: 700 })).toMatchObject({ isStacked: true, grid: 700 })
  })

  it('grows with the text', () => {
    expect(fit({ ...desk, scale: 1.25, questions: 60, students: 40 })).toMatchObject({ row: 15, cell: 30 })
  })

  it('has a row and a column before anybody came', () => {
    expect(fit({ ...desk, questions: 0, students: 0 })).toMatchObject({ row: 24, cell: 40 })
  })
})

describe('share', () => {
  const all = { attention: 20, mistakes: 5 }

  it('gives the head of the queue its room', () => {
    const [without, beside] = [share(700, all, false, 1), share(700, all, true, 1)]
    expect(beside.attention).toBe(without.attention)
    expect(beside.mistakes).toBe(without.mistakes - 1)
    expect(share(732, all, true, 1)).toEqual(without)
  })
})
