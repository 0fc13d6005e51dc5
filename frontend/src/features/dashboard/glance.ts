import type { Dashboard } from '../../api/types'
import { RECENT_MS, type Row } from './gridModel'

const LONG_MS = 2 * RECENT_MS

/** Of those who started: how many are quiet, and how many of these for long. */
export interface Quiet {
  count: number
  long: number
}

/** Counts the quiet students at a moment in milliseconds. */
export function countQuiet(rows: readonly Row[], now: number): Quiet {
  const quiet = rows.filter(({ lastAt }) => lastAt > 0 && lastAt <= now - RECENT_MS)
  return { count: quiet.length, long: quiet.filter(({ lastAt }) => lastAt <= now - LONG_MS).length }
}

/** Returns the title of the question that the median student has reached; '' if it has none. */
export function medianTitle({ glance, questions }: Pick<Dashboard, 'glance' | 'questions'>): string {
  return questions.find(({ label }) => label === glance.median)?.title ?? ''
}
