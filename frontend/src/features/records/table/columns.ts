import { type Sort, type SortKey, sortKeys } from '../route/route'

/** A column of the table; the store sorts by those that are a sort key. */
export type Column = SortKey | 'part' | 'alike'

/** The columns in their order. */
export const columns: readonly Column[] = [
  'verdict',
  'student',
  'part',
  'question',
  'answer',
  'alike',
  'attempts',
  'time',
]

/** Attempts and times begin with the most and the newest, names with A. */
const descendingFirst: readonly Column[] = ['attempts', 'time']

/** Returns the key that a column sorts by; undefined for one that sorts nothing. */
export function sortKeyOf(column: Column): SortKey | undefined {
  return sortKeys.find((key) => key === column)
}

/** Returns the sort after a click on a column: the other direction if the list is sorted by it already. */
export function nextSort(sort: Sort, key: SortKey): Sort {
  return { key, ascending: sort.key === key ? !sort.ascending : !descendingFirst.includes(key) }
}
