import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWords } from '../words/language'
import {
  formatAgo,
  formatBytes,
  formatClock,
  formatCount,
  formatDay,
  formatExact,
  formatList,
  formatMoment,
  formatOrdinal,
  compareNames,
  formatShape,
  formatSpan,
  formatSince,
  formatTime,
  setLocale,
} from './format'

beforeAll(() => startWords('en'))

const now = new Date(2026, 1, 11, 14, 47, 2).getTime()

/** Returns the stamp of a local time, as the app sends it. */
const at = (...parts: [number, number, number, number, number, number]) => new Date(...parts).toISOString()

const nearly = (text: string) => text.replace(/\s/g, ' ')

describe('formatAgo', () => {
  it.each([
    [at(2026, 1, 11, 14, 46, 59), '3 s'],
    [at(2026, 1, 11, 14, 47, 30), '0 s'],
    [at(2026, 1, 11, 14, 46, 1), '1 min'],
    [at(2026, 1, 11, 13, 48, 0), '59 min'],
    [at(2026, 1, 11, 13, 47, 0), '1 h 00'],
    [at(2026, 1, 10, 14, 47, 3), '23 h 59'],
    [at(2026, 1, 10, 14, 47, 2), '10 Feb'],
    [at(2025, 1, 4, 9, 0, 0), '4 Feb 2025'],
    ['', ''],
  ])('writes %s as %s', (stamp, text) => expect(nearly(formatAgo(stamp, now))).toBe(text))
})

describe('other times', () => {
  it.each([
    [at(2026, 1, 11, 9, 5, 0), '09:05'],
    [at(2026, 1, 10, 9, 5, 0), '10 Feb, 09:05'],
    [at(2025, 1, 11, 9, 5, 0), '11 Feb 2025, 09:05'],
  ])('adds the day where it is another: %s is %s', (stamp, text) =>
    expect(formatMoment(stamp, now, formatTime)).toBe(text),
  )
  it('names today', () => expect(formatDay(at(2026, 1, 11, 0, 5, 0), now)).toBe('today'))
  it('names another day', () => expect(formatDay(at(2026, 0, 26, 8, 0, 0), now)).toBe('26 Jan'))
  it('is exact on hover', () =>
    expect(formatExact(at(2026, 1, 11, 13, 48, 9))).toBe('Wed, 11 Feb 2026, 13:48:09'))
  it('says nothing of no time', () => expect(formatExact('')).toBe(''))
  it('has seconds on a clock', () => expect(formatClock(now)).toBe('14:47:02'))
})

describe('numbers', () => {
  it('groups counts', () => expect(formatCount(4310)).toBe('4,310'))
  it.each([
    [812, '812 B'],
    [31_200, '31 kB'],
    [2_430_000, '2.4 MB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
  it('writes a shape', () => expect(formatShape([1098, 2])).toBe('1098 × 2'))
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [22, '22nd'],
  ])('writes place %d as %s', (n, text) => expect(formatOrdinal(n)).toBe(text))
})

describe('formatSpan', () => {
  it.each([
    [-5000, '0\u00a0s'],
    [59_999, '59\u00a0s'],
    [60_000, '1\u00a0min'],
    [3_599_999, '59\u00a0min'],
    [3_600_000, '1\u00a0h\u00a000'],
    [26 * 3_600_000 + 5 * 60_000, '26\u00a0h\u00a005'],
    [48 * 3_600_000, '2 days'],
  ])('writes %d ms as %s', (span, text) => expect(formatSpan(span)).toBe(text))
})

describe('compareNames', () => {
  it.each([
    ['Alice #2', 'Alice #10'],
    ['adam', 'Zoë'],
    ['Élodie', 'Emma'],
  ])('puts %s before %s', (a, b) => expect(compareNames(a, b)).toBeLessThan(0))
  it('takes no account of accents and capitals', () => expect(compareNames('zoe', 'Zoë')).toBe(0))
})

describe('a time within a sentence', () => {
  it.each([
    [at(2026, 1, 11, 14, 46, 59), '3 s ago'],
    [at(2026, 1, 11, 14, 33, 1), '14 min ago'],
    [at(2026, 1, 11, 13, 0, 0), '1 h 47 ago'],
    [at(2026, 1, 10, 13, 0, 0), '10 Feb'],
    ['', ''],
  ])('writes %s as %s', (stamp, text) => expect(nearly(formatSince(stamp, now))).toBe(text))
})

it('lists names', () => expect(formatList(['a', 'b', 'c'])).toBe('a, b and c'))

describe('the habits of English where the system counts to 12', () => {
  beforeEach(() => setLocale('en-US', 'h12'))
  afterEach(() => setLocale('en-GB'))
  it('is told by the clock', () => expect(formatTime(at(2026, 1, 11, 14, 5, 0))).toMatch(/^2:05\sPM$/))
  it('starts the day at 12', () => expect(formatTime(at(2026, 1, 11, 0, 5, 0))).toMatch(/^12:05\sAM$/))
})

describe('French', () => {
  beforeEach(async () => {
    setLocale('fr-FR')
    await i18next.changeLanguage('fr')
  })
  afterEach(async () => {
    setLocale('en-GB')
    await i18next.changeLanguage('en')
  })
  it('has its own units', () => {
    expect(nearly(formatBytes(812))).toBe('812 o')
    expect(nearly(formatBytes(31_400))).toBe('31 ko')
    expect(nearly(formatBytes(2_400_000))).toBe('2,4 Mo')
    expect(nearly(formatBytes(4_294_967_296))).toBe('4,3 Go')
  })
  it('groups by spaces', () => expect(nearly(formatCount(4310))).toBe('4 310'))
  it('counts to 24', () => expect(formatTime(at(2026, 1, 11, 14, 5, 0))).toBe('14:05'))
  it('writes days', () => expect(formatDay(at(2025, 1, 4, 8, 0, 0), now)).toBe('4 févr. 2025'))
  it('names today', () => expect(formatDay(at(2026, 1, 11, 0, 5, 0), now)).toBe('aujourd’hui'))
  it('tells how long ago', () =>
    expect(nearly(formatSince(at(2026, 1, 11, 14, 33, 1), now))).toBe('il y a 14 min'))
  it('has ordinals', () => expect([1, 2, 21].map(formatOrdinal)).toEqual(['1er', '2e', '21e']))
  it('lists names', () => expect(formatList(['a', 'b', 'c'])).toBe('a, b et c'))
})
