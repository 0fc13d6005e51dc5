import type { Dashboard } from './types'

/** Returns the items of before, with those that changed in their places. */
function withChanged<T>(before: readonly T[], changed: readonly T[], keyOf: (item: T) => unknown): T[] {
  const now = new Map(changed.map((item) => [keyOf(item), item]))
  return before.map((item) => now.get(keyOf(item)) ?? item)
}

/**
 * Returns the dashboard that an answer to a page tells of, whole. The app is told which version the page has, and may
 * answer with what changed since alone: the rest is what the page had, the same objects.
 */
export function completed(before: Dashboard | undefined, answer: Dashboard): Dashboard {
  if (answer.since === '') return answer
  if (before?.version !== answer.since) throw new Error(`The page does not have version ${answer.since}.`)
  const isSame = (list: string) => answer.same.includes(list)
  return {
    ...answer,
    since: '',
    same: [],
    questions: withChanged(before.questions, answer.questions, ({ label }) => label),
    rows: withChanged(before.rows, answer.rows, ({ student }) => student.id),
    attention: isSame('attention') ? before.attention : answer.attention,
    sharedMistakes: isSame('sharedMistakes') ? before.sharedMistakes : answer.sharedMistakes,
  }
}
