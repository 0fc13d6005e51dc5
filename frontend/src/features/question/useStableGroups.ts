import { useState } from 'react'
import type { AnswerGroup } from '../../api/types'
import { stableOrder } from '../../lib/stableOrder'

interface StableGroups {
  groups: AnswerGroup[]
  /** Whether the groups would stand in another order if they were put in order now. */
  isStale: boolean
  sortAnew: () => void
}

const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((key, i) => key === b[i])

/**
 * Returns groups in an order that does not change under the reader: they are sorted when the page opens and when the
 * teacher asks for it. New groups stand at the end until then. Another `of` means another page.
 */
export function useStableGroups(groups: AnswerGroup[], of: string): StableGroups {
  const now = groups.map(({ key }) => key)
  const [kept, setKept] = useState({ of, order: now })
  const order = kept.of === of ? stableOrder(kept.order, now) : now
  if (kept.of !== of || !isSame(order, kept.order)) setKept({ of, order })
  const byKey = new Map(groups.map((group) => [group.key, group]))
  return {
    groups: order.flatMap((key) => byKey.get(key) ?? []),
    isStale: !isSame(order, now),
    sortAnew: () => setKept({ of, order: now }),
  }
}
