import type { RecordFilter } from '../../api/types'

function idOf(text: string | null): number | undefined {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

/** Returns the filter that the search of an address says; what it does not understand is left out. */
export function parseFilter(search: string): RecordFilter {
  const params = new URLSearchParams(search)
  return {
    studentId: idOf(params.get('student')),
    question: params.get('question') ?? undefined,
    partId: idOf(params.get('part')),
  }
}

/** Returns the record that the search of an address opens, if any. */
export function parseOpen(search: string): number | undefined {
  return idOf(new URLSearchParams(search).get('record'))
}

/** Returns the place in the app that shows the filtered records, and a record opened. */
export function recordsPlace(filter: RecordFilter, open?: number): string {
  const params = new URLSearchParams()
  if (filter.studentId !== undefined) params.set('student', String(filter.studentId))
  if (filter.question !== undefined) params.set('question', filter.question)
  if (filter.partId !== undefined) params.set('part', String(filter.partId))
  if (open !== undefined) params.set('record', String(open))
  const search = params.toString()
  return search === '' ? '/records' : `/records?${search}`
}

/** Reports whether nothing is filtered out. */
export function isEmptyFilter(filter: RecordFilter): boolean {
  return filter.studentId === undefined && filter.question === undefined && filter.partId === undefined
}
