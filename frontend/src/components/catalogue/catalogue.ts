import type { DashboardQuestion, CatalogueEntry, NotebookQuestion } from '../../api/types'

/** A question as the catalogue knows it. */
export type Entry = Pick<DashboardQuestion, 'label' | 'title' | 'order' | 'added'>

/** Returns what is set of a question, and nothing of what was sent. */
export const asEntry = ({ label, title, order, added }: Entry): CatalogueEntry => ({
  label,
  title,
  order,
  added,
})

/** Returns a question that is not in the catalogue. */
const unknown = (label: string): CatalogueEntry => ({ label, title: '', order: 0, added: false })

/** Returns a list with one of its items at another place; places beyond the ends are the ends. */
export function movedTo<T>(list: readonly T[], from: number, to: number): T[] {
  const place = Math.min(list.length - 1, Math.max(0, to))
  const item = list[from]
  return item === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(place, 0, item)
}

/** Returns the entries whose place in the order must be set for the questions to stand as in the list. */
export function changedPlaces(list: readonly Entry[]): CatalogueEntry[] {
  return list
    .map((entry, i) => ({ ...asEntry(entry), order: i + 1 }))
    .filter(({ order }, i) => order !== list[i]?.order)
}

/** Returns the entries to set for questions to stand in their natural order; none of them is forgotten for it. */
export function naturalPlaces(list: readonly Entry[]): CatalogueEntry[] {
  return list
    .filter(({ order }) => order !== 0)
    .map((entry) => ({ ...asEntry(entry), order: 0, added: true }))
}

/**
 * Returns the entries to set for the questions of a notebook to stand first, in its order and under its titles. A
 * question that the notebook gives no title keeps its own; one that it does not send comes after.
 */
export function fromNotebook(list: readonly Entry[], found: readonly NotebookQuestion[]): CatalogueEntry[] {
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

/** Returns the entries to set for what was changed to be as it was in the list before. */
export function asBefore(list: readonly Entry[], changes: readonly CatalogueEntry[]): CatalogueEntry[] {
  const before = new Map(list.map((entry) => [entry.label, asEntry(entry)]))
  return changes.map(({ label }) => before.get(label) ?? unknown(label))
}
