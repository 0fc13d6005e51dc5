import i18next from 'i18next'

/**
 * How numbers, sizes and times are written. Only this file calls Intl, so the language of the app is set here and
 * nowhere else. Units are words: words/<language>/units.json.
 */
const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

/** Whether the clock counts 12 or 24 hours. */
export type HourCycle = 'h12' | 'h23'

function formatsOf(locale: string, hourCycle: HourCycle) {
  const clock: Intl.DateTimeFormatOptions = {
    hour: hourCycle === 'h12' ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle,
  }
  const date: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
  return {
    count: new Intl.NumberFormat(locale),
    decimal: new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }),
    names: new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }),
    dayNames: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
    time: new Intl.DateTimeFormat(locale, clock),
    timeWithSeconds: new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' }),
    day: new Intl.DateTimeFormat(locale, date),
    dayWithYear: new Intl.DateTimeFormat(locale, { ...date, year: 'numeric' }),
    full: new Intl.DateTimeFormat(locale, {
      ...clock,
      ...date,
      second: '2-digit',
      weekday: 'short',
      year: 'numeric',
    }),
  }
}

let formats = formatsOf('en-GB', 'h23')

/** Sets the language and region (a BCP 47 tag) and the clock for all numbers and times from now on. */
export function setLocale(locale: string, hourCycle: HourCycle = 'h23'): void {
  formats = formatsOf(locale, hourCycle)
}

/** Returns a count with its digits grouped: `4,310`. */
export function formatCount(n: number): string {
  return formats.count.format(n)
}

/** Compares two names for sorting, by the rules of the language: `alice #2` before `Alice #10`, `Élodie` before `Zoë`. */
export function compareNames(a: string, b: string): number {
  return formats.names.compare(a, b)
}

/** Returns a size in units of 1000: `812 B`, `31 kB`, `2.4 MB`, `4.3 GB`; in French `812 o`, `31 ko`, `2,4 Mo`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return i18next.t('units:bytes', { size: String(bytes) })
  if (bytes < 1_000_000) return i18next.t('units:kilobytes', { size: formats.decimal.format(bytes / 1000) })
  if (bytes < 1_000_000_000)
    return i18next.t('units:megabytes', { size: formats.decimal.format(bytes / 1_000_000) })
  return i18next.t('units:gigabytes', { size: formats.decimal.format(bytes / 1_000_000_000) })
}

/** Returns a shape such as `1098 × 2`; '' for a scalar. */
export function formatShape(shape: number[]): string {
  return shape.map(String).join(' × ')
}

function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString()
}

/**
 * Returns how long something lasted or how long ago it was, the same way everywhere: `3 s`, `14 min`, `1 h 05`, and whole
 * days from the second on.
 */
export function formatSpan(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.max(0, Math.floor(milliseconds / SECOND))}\u00a0s`
  const minutes = Math.floor(milliseconds / MINUTE)
  if (minutes < 60) return `${minutes}\u00a0min`
  if (milliseconds >= 2 * DAY) return i18next.t('units:days', { count: Math.floor(milliseconds / DAY) })
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`
}

/** Returns how long ago something was within a day, so that a column has ages alone, else the day; '' for no time. */
export function formatAgo(stamp: string, now: number): string {
  if (stamp === '') return ''
  const age = now - new Date(stamp).getTime()
  return age < DAY ? formatSpan(age) : formatDate(stamp, now)
}

/** Returns the same for use in a sentence: `3 s ago`, `il y a 14 min`; after a day the day; '' for no time. */
export function formatSince(stamp: string, now: number): string {
  const isOld = stamp === '' || now - new Date(stamp).getTime() >= DAY
  return isOld ? formatAgo(stamp, now) : i18next.t('units:ago', { span: formatAgo(stamp, now) })
}

/** Returns `14:05` for a time today, else the day: `4 Feb`, with its year if that is another. */
export function formatDate(stamp: string, now: number): string {
  const then = new Date(stamp)
  const today = new Date(now)
  if (sameDay(then, today)) return formats.time.format(then)
  return (then.getFullYear() === today.getFullYear() ? formats.day : formats.dayWithYear).format(then)
}

/** Returns the day alone: `today`, `4 Feb`, `4 Feb 2025`. */
export function formatDay(stamp: string, now: number): string {
  return sameDay(new Date(stamp), new Date(now)) ? formats.dayNames.format(0, 'day') : formatDate(stamp, now)
}

/** Returns the exact time, for hovering: `Wed 11 Feb 2026, 13:48:09`; '' for no time. */
export function formatExact(stamp: string): string {
  return stamp === '' ? '' : formats.full.format(new Date(stamp))
}

/** Returns the time of day with seconds: `14:45:39`. Takes a stamp or milliseconds. */
export function formatClock(moment: string | number): string {
  return formats.timeWithSeconds.format(new Date(moment))
}

/** Returns the time of day of a stamp: `14:45`. */
export function formatTime(stamp: string): string {
  return formats.time.format(new Date(stamp))
}

/** Returns a time as write writes it, with its day unless that is today: `14:05`, `4 Feb, 14:05`. */
export function formatMoment(stamp: string, now: number, write: (stamp: string) => string): string {
  const isToday = sameDay(new Date(stamp), new Date(now))
  return isToday ? write(stamp) : `${formatDate(stamp, now)}, ${write(stamp)}`
}

/** Returns an ordinal number: `1st`, `2nd`, `11th`; in French `1er`, `2e`. */
export function formatOrdinal(n: number): string {
  return i18next.t('units:place', { count: n, ordinal: true })
}

/** Returns names as a sentence lists them: `a, b and c`. */
export function formatList(names: string[]): string {
  return formats.list.format(names)
}
