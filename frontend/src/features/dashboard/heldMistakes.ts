import type { SharedMistake } from '../../api/types'

/** Returns the key of a shared mistake, which stays while its students change. */
export function mistakeKey({ question, key }: SharedMistake): string {
  return `${question} ${key}`
}

/**
 * Returns the shared mistakes that somebody reads, with what is known now of them: none moves or goes, and new ones
 * follow at the end.
 */
export function heldMistakes(held: readonly SharedMistake[], now: readonly SharedMistake[]): SharedMistake[] {
  const left = new Map(now.map((mistake) => [mistakeKey(mistake), mistake]))
  const kept = held.map((before) => {
    const key = mistakeKey(before)
    const mistake = left.get(key) ?? before
    left.delete(key)
    return mistake
  })
  return [...kept, ...left.values()]
}
