import type { DashboardQuestion, CatalogueEntry, NotebookQuestion, Relabel } from '../../api/types'

/** A question as the catalogue knows it. */
export type InCatalogue = Pick<DashboardQuestion, 'label' | 'title' | 'order' | 'added'>

/** Returns what the teacher set of a question, without what was sent. */
export const asEntry = ({ label, title, order, added }: InCatalogue): CatalogueEntry => ({
  label,
  title,
  order,
  added,
})

/** Returns a question that is not in the catalogue. */
const unknown = (label: string): CatalogueEntry => ({ label, title: '', order: 0, added: false })

/** Returns a list with one of its items moved to an index; an index beyond an end is the end. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const index = Math.min(list.length - 1, Math.max(0, to))
  const item = list[from]
  return item === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(index, 0, item)
}

/** Returns the entries whose order must be set so that the questions stand as in the list. */
export function changedEntries(list: readonly InCatalogue[]): CatalogueEntry[] {
  return list
    .map((entry, i) => ({ ...asEntry(entry), order: i + 1 }))
    .filter(({ order }, i) => order !== list[i]?.order)
}

/** Returns the entries to set so that all questions stand in their natural order. */
export function naturalEntries(list: readonly InCatalogue[]): CatalogueEntry[] {
  return list
    .filter(({ order }) => order !== 0)
    .map((entry) => ({ ...asEntry(entry), order: 0, added: true }))
}

/**
 * Returns the entries to set so that the questions of a notebook come first, in its order and with its titles. A question
 * without a title in the notebook keeps its own; a question that the notebook does not send comes later.
 */
export function fromNotebook(
  list: readonly InCatalogue[],
  found: readonly NotebookQuestion[],
): CatalogueEntry[] {
  const before = new Map(list.map((entry) => [entry.label, asEntry(entry)]))
  const labels = new Set(found.map(({ label }) => label))
  const first = found.map(({ label, title }, i) => {
    const known = before.get(label) ?? unknown(label)
    return { label, title: title === '' ? known.title : title, order: i + 1, added: true }
  })
  const rest = list
    .filter(({ label, order }) => order > 0 && !labels.has(label))
    .map((entry, i) => ({ ...asEntry(entry), order: found.length + i + 1 }))
  return [...first, ...rest].filter((entry) => {
    const known = before.get(entry.label)
    return known?.title !== entry.title || known.order !== entry.order || !known.added
  })
}

/** Returns the entries to set to undo changes: they are as in the list before. */
export function asBefore(list: readonly InCatalogue[], changes: readonly CatalogueEntry[]): CatalogueEntry[] {
  const before = new Map(list.map((entry) => [entry.label, asEntry(entry)]))
  return changes.map(({ label }) => before.get(label) ?? unknown(label))
}

/** Returns questions by their titles, without titles that several have. */
function byTitle(questions: readonly Pick<NotebookQuestion, 'label' | 'title'>[]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const { title } of questions) counts.set(title, (counts.get(title) ?? 0) + 1)
  return new Map(
    questions
      .filter(({ title }) => title !== '' && counts.get(title) === 1)
      .map(({ title, label }) => [title, label]),
  )
}

/**
 * Returns the questions that a notebook sends under another label than before, by their titles. One whose new label
 * belongs to a question that keeps it is left out.
 */
export function renumberedIn(list: readonly InCatalogue[], found: readonly NotebookQuestion[]): Relabel[] {
  const now = byTitle(found)
  let moves = [...byTitle(list)].flatMap(([title, old]) => {
    const label = now.get(title)
    return label === undefined || label === old ? [] : [{ old, new: label }]
  })
  const known = new Set(list.map(({ label }) => label))
  for (let before = -1; before !== moves.length;) {
    before = moves.length
    const leaving = new Set(moves.map(({ old }) => old))
    moves = moves.filter((move) => !known.has(move.new) || leaving.has(move.new))
  }
  return moves
}

/** Returns questions with the labels that they have after some were given others. */
export function relabelled<T extends InCatalogue>(list: readonly T[], moves: readonly Relabel[]): T[] {
  const becomes = new Map(moves.map((move) => [move.old, move.new]))
  return list.map((entry) => ({ ...entry, label: becomes.get(entry.label) ?? entry.label }))
}

/** Returns the labels of questions that came from a notebook and that another one does not send. */
export function goneFrom(list: readonly InCatalogue[], found: readonly NotebookQuestion[]): string[] {
  const there = new Set(found.map(({ label }) => label))
  return list.filter(({ added, label }) => added && !there.has(label)).map(({ label }) => label)
}
