/** What a group is chosen by as the one that the others are compared with. */
export interface Candidate {
  count: number
  verdict: string
}

/**
 * Returns the group that the others are compared with: the largest right one, else the largest. Of groups of one size it
 * is the first, so that the choice stays while their order does. Of a single group there is nothing to compare.
 */
export function referenceOf<T extends Candidate>(groups: readonly T[]): T | undefined {
  if (groups.length < 2) return undefined
  const right = groups.filter(({ verdict }) => verdict === 'right')
  const candidates = right.length > 0 ? right : groups
  return candidates.reduce((largest, group) => (group.count > largest.count ? group : largest))
}
