import { useState } from 'react'
import type { AnswerGroup } from '../../api/types'
import { type Compared, MIN_COMPARED } from '../../components/compare/compared'

interface ComparisonOf {
  /** The question whose groups they are. */
  of: string
  groups: AnswerGroup[]
  /** The group on which keys act. */
  active: AnswerGroup | undefined
  picked: AnswerGroup[]
  /** The group that all are compared with; undefined if there is only one. */
  reference: AnswerGroup | undefined
  onLeave: () => void
}

/** Returns a group as what is compared: one of its answers stands for all. */
function comparedOf(group: AnswerGroup): Compared {
  const { recordId, type, preview, verdict, label, count, key, members } = group
  const member = members.find((one) => one.recordId === recordId)
  return {
    id: recordId,
    receivedAt: member?.receivedAt ?? '',
    type,
    preview,
    verdict,
    label,
    alike: count,
    groupKey: key,
    student: member?.student.display ?? '',
    studentNumber: member?.student.number ?? 0,
  }
}

/** Returns what one group is compared with: the reference, or if it is that itself, the largest of the others. */
function partnerOf(group: AnswerGroup, { groups, reference }: Pick<ComparisonOf, 'groups' | 'reference'>) {
  if (group !== reference) return reference
  const others = groups.filter((one) => one !== group)
  return others.find(({ count }) => others.every((one) => one.count <= count))
}

/**
 * Returns the comparison that stands in the place of the groups: of those that are picked, else of the one on which keys
 * act with the one that all are compared with. Another question ends it.
 */
export function useComparison(props: ComparisonOf) {
  const { of, groups, active, picked, onLeave } = props
  const [held, hold] = useState<{ of: string; keys: string[] }>({ of, keys: [] })
  const [isDiff, setDiff] = useState(false)
  const keys = held.of === of ? held.keys : []
  const found = keys.flatMap((key) => groups.find((group) => group.key === key) ?? [])
  const chosen = found.length >= MIN_COMPARED ? found.map(comparedOf) : []
  const leave = () => {
    hold({ of, keys: [] })
    // The list is there again once this is drawn.
    requestAnimationFrame(onLeave)
  }
  return {
    chosen,
    isDiff,
    setDiff,
    leave,
    /** Opens the comparison; returns false if there is nothing to compare. */
    open: (): boolean => {
      const partner = active && partnerOf(active, props)
      const pair = active && partner ? [active, partner] : []
      const these = picked.length >= MIN_COMPARED ? picked : pair
      if (these.length > 0) hold({ of, keys: these.map(({ key }) => key) })
      return these.length > 0
    },
    remove: (key: string) =>
      keys.length > MIN_COMPARED ? hold({ of, keys: keys.filter((one) => one !== key) }) : leave(),
  }
}
