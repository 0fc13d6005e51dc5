import { useState } from 'react'
import type { AnswerGroup } from '../../api/types'
import { stableOrder } from '../../lib/stableOrder'

interface StableGroups {
  groups: AnswerGroup[]
  /** The groups as they were when they were taken in last, by key. Who has come to one since is only counted. */
  taken: ReadonlyMap<string, AnswerGroup>
  /** Whether the groups would stand in another order if they were put in order now. */
  isStale: boolean
  sortAnew: () => void
}

const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((key, i) => key === b[i])

const byKeyOf = (groups: AnswerGroup[]) => new Map(groups.map((group) => [group.key, group]))

/** Returns the groups as they are taken in: when the page opens, when they are sorted, and when the reader leaves them. */
function useTaken(groups: AnswerGroup[], of: string, isReading: boolean) {
  const [taken, setTaken] = useState({ of, isReading, groups: byKeyOf(groups) })
  const take = () => setTaken({ of, isReading, groups: byKeyOf(groups) })
  if (taken.of !== of || (taken.isReading && !isReading)) take()
  else if (taken.isReading !== isReading) setTaken({ ...taken, isReading })
  else if (groups.some(({ key }) => !taken.groups.has(key)))
    setTaken({ ...taken, groups: new Map([...byKeyOf(groups), ...taken.groups]) })
  return { taken: taken.groups, take }
}

/**
 * Returns groups in an order that does not change under the reader: they are sorted when the page opens and when the
 * teacher asks for it. New groups stand at the end until then. Another `of` means another page.
 */
export function useStableGroups(groups: AnswerGroup[], of: string, isReading: boolean): StableGroups {
  const { taken, take } = useTaken(groups, of, isReading)
  const now = groups.map(({ key }) => key)
  const [kept, setKept] = useState({ of, order: now })
  const order = kept.of === of ? stableOrder(kept.order, now) : now
  if (kept.of !== of || !isSame(order, kept.order)) setKept({ of, order })
  const byKey = byKeyOf(groups)
  return {
    groups: order.flatMap((key) => byKey.get(key) ?? []),
    isStale: !isSame(order, now),
    taken,
    sortAnew: () => {
      setKept({ of, order: now })
      take()
    },
  }
}
