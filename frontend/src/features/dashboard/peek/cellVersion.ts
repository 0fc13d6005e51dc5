import type { Cell } from '../gridModel'

/** Returns what tells the sendings of one record apart, as far as the grid knows them: an answer is kept by it. */
export function cellVersion({ at, attempts }: Cell): string {
  return `${at} ${attempts}`
}
