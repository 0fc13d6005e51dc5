import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import type { StudentRecord } from '../../../api/types'
import { type Sort, type SortKey, sortKeys } from '../route/route'

/** What the table of records can do. The store sorts and filters; the table knows by what. */
export const features = tableFeatures({ rowSortingFeature })

const helper = createColumnHelper<typeof features, StudentRecord>()

/** The columns of the list, by the names that the store sorts by; the part alone is not sorted by. */
export const columns = helper.columns([
  helper.accessor('student', { id: 'student', sortDescFirst: false }),
  helper.accessor('part', { id: 'part', enableSorting: false }),
  helper.accessor('question', { id: 'question', sortDescFirst: false }),
  helper.accessor((record) => record.preview.text, { id: 'answer', sortDescFirst: false }),
  helper.accessor('attempts', { id: 'attempts', sortDescFirst: true }),
  helper.accessor('receivedAt', { id: 'time', sortDescFirst: true }),
])

/** Returns a sort as the table writes it. */
export function toSorting({ key, ascending }: Sort): { id: string; desc: boolean }[] {
  return [{ id: key, desc: !ascending }]
}

/** Returns the sort that the table says; undefined for none. */
export function fromSorting(sorting: { id: string; desc: boolean }[]): Sort | undefined {
  const [first] = sorting
  const key: SortKey | undefined = sortKeys.find((known) => known === first?.id)
  return first && key ? { key, ascending: !first.desc } : undefined
}
