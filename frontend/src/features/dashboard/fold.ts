import type { DashboardQuestion } from '../../api/types'

/** The most questions that the grid shows if the teacher does not know them: more come from a loop over labels. */
const MOST = 60
/** A folded question takes the place of a shown one with this many times more students: nothing flickers between two. */
const CLEARLY = 2

type Question = DashboardQuestion

/** Whether the teacher knows the question: it is in the catalogue or has a rule or a mark. */
const isKnown = ({ order, added, title, checked }: Question) => order > 0 || added || title !== '' || checked

const byUse = (a: Question, b: Question) => b.students - a.students || b.attempts - a.attempts

/**
 * Returns the labels of the questions that the grid shows: all up to 60; of more, those that the teacher knows and those
 * that most students sent. What was shown before stays, unless another is used clearly more.
 */
export function shownLabels(questions: readonly Question[], before: ReadonlySet<string>): Set<string> {
  if (questions.length <= MOST) return new Set(questions.map(({ label }) => label))
  const known = questions.filter(isKnown)
  const others = questions.filter((question) => !isKnown(question))
  const room = Math.max(0, MOST - known.length)
  const shown = others.filter(({ label }) => before.has(label)).sort(byUse)
  const folded = others.filter(({ label }) => !before.has(label)).sort(byUse)
  shown.splice(room)
  shown.push(...folded.splice(0, room - shown.length))
  for (const next of folded) {
    const least = shown.at(-1)
    if (!least || next.students <= CLEARLY * least.students) break
    shown.pop()
    shown.push(next)
    shown.sort(byUse)
  }
  return new Set([...known, ...shown].map(({ label }) => label))
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((label) => b.has(label))

/** Returns what shownLabels does; the set before if it has the same labels. */
export function heldLabels(questions: readonly Question[], before: ReadonlySet<string>): ReadonlySet<string> {
  const shown = shownLabels(questions, before)
  return isSameSet(shown, before) ? before : shown
}
