import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startWords } from '../words/language'
import { appNow, setClockAhead } from './clock'
import { formatSince, formatSpan } from './format'

beforeAll(() => startWords('en'))

afterEach(() => {
  setClockAhead(0)
  vi.useRealTimers()
})

describe("the computer's clock is set back while the app runs", () => {
  const stamp = '2026-02-11T14:00:00Z'

  it("goes by the app's clock, which goes on", () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-11T12:05:00Z') })
    setClockAhead(2 * 3_600_000)
    expect(formatSince(stamp, appNow())).toBe('5\u00a0min ago')
    expect(formatSpan(appNow() - Date.parse(stamp))).toBe('5\u00a0min')
  })

  it('says no negative time', () => {
    expect(formatSince(stamp, Date.parse('2026-02-11T12:05:00Z'))).toBe('0\u00a0s ago')
    expect(formatSpan(-7_200_000)).toBe('0\u00a0s')
  })
})
