import { splitRoute } from '../../../lib/location'

/** The views of records. */
export const views = ['table', 'whole', 'gallery', 'student'] as const
export type View = (typeof views)[number]

/** The keys that records are sorted by. */
export const sortKeys = ['time', 'verdict', 'student', 'question', 'answer', 'attempts'] as const
export type SortKey = (typeof sortKeys)[number] | 'alike'

export interface Sort {
  key: SortKey
  ascending: boolean
}

/**
 * When a record must have come in: within the last minutes, since the session was opened, or between two local times.
 * A datetime field writes those times, and either may be empty.
 */
export type TimeChoice =
  { kind: 'last'; minutes: number } | { kind: 'opened' } | { kind: 'range'; since: string; until: string }

/** How a record was judged; none: not checked. */
export const verdicts = ['right', 'wrong', 'none'] as const
export type VerdictChoice = (typeof verdicts)[number]

/** Which records are shown. An empty list or text filters nothing. */
export interface Filter {
  students: number[]
  /** Sections of the class list. */
  sections: string[]
  questions: string[]
  verdicts: VerdictChoice[]
  /** Labels of answers; '' stands for no label. */
  labels: string[]
  types: string[]
  parts: number[]
  time: TimeChoice | undefined
  text: string
  /** A pattern for the names of students. */
  name: string
}

/** What the Records tab shows; the address holds all of it. */
export interface RecordsRoute {
  view: View
  /** The student whose path is shown in the student view. */
  student: number | undefined
  filter: Filter
  /** The order of the table and of the whole answers. */
  sort: Sort
  /** The order of the gallery, which leaves the table its own. */
  order: Sort
  /** The record that is open in the panel. */
  record: number | undefined
}

export const noFilter: Filter = {
  students: [],
  sections: [],
  questions: [],
  verdicts: [],
  labels: [],
  types: [],
  parts: [],
  time: undefined,
  text: '',
  name: '',
}

/** Newest first. */
export const firstSort: Sort = { key: 'time', ascending: false }

/** Reports whether new records come to the top. */
export const isNewestFirst = ({ key, ascending }: Sort): boolean => key === 'time' && !ascending

/** The orders of the gallery, first the one that it begins with: equal answers together, the largest group first. */
export const galleryOrders: readonly [Sort, ...Sort[]] = [
  { key: 'alike', ascending: false },
  firstSort,
  { key: 'student', ascending: true },
]

/** Reports whether a list in this order shows new records by itself while nobody reads it. */
export const isLive = (sort: Sort): boolean => isNewestFirst(sort) || sort.key === 'alike'

const ROOT = '/records'
const MINUTE_OF_A_DAY = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/

/** The most last minutes, a year: an address may ask for more than a calendar has. */
const MOST_MINUTES = 366 * 24 * 60

function idOf(text: string | null): number | undefined {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

function idsOf(texts: string[]): number[] {
  return [...new Set(texts.map(idOf).filter((id) => id !== undefined))]
}

function isMoment(local: string): boolean {
  return local === '' || (MINUTE_OF_A_DAY.test(local) && !Number.isNaN(new Date(local).getTime()))
}

function timeOf(text: string): TimeChoice | undefined {
  if (text === 'opened') return { kind: 'opened' }
  const [since = '', until, ...more] = text.split('~')
  if (until !== undefined) {
    const isRange = text !== '~' && more.length === 0 && isMoment(since) && isMoment(until)
    return isRange ? { kind: 'range', since, until } : undefined
  }
  const minutes = idOf(text)
  return minutes === undefined || minutes > MOST_MINUTES ? undefined : { kind: 'last', minutes }
}

/** Returns a choice of time as the address writes it. */
export function timeName(time: TimeChoice): string {
  switch (time.kind) {
    case 'last':
      return String(time.minutes)
    case 'opened':
      return 'opened'
    case 'range':
      return `${time.since}~${time.until}`
  }
}

function sortOf(text: string): Sort {
  const ascending = text.startsWith('+')
  const key = sortKeys.find((known) => known === text.slice(1))
  return key ? { key, ascending } : firstSort
}

/** Returns the order of the gallery that a text names; the first one for any other text. */
function orderOf(text: string): Sort {
  return galleryOrders.find((order) => sortName(order) === text) ?? galleryOrders[0]
}

const sortName = ({ key, ascending }: Sort) => `${ascending ? '+' : '-'}${key}`

/** Returns the route of a path and a search; what it does not understand is left out. */
export function parseRoute(path: string, search: string): RecordsRoute {
  const params = new URLSearchParams(search)
  const [view = '', student = ''] = path.slice(ROOT.length + 1).split('/')
  return {
    view: views.find((known) => known === view) ?? 'table',
    student: view === 'student' ? idOf(student) : undefined,
    filter: {
      students: idsOf(params.getAll('student')),
      sections: [...new Set(params.getAll('section'))],
      questions: [...new Set(params.getAll('question'))],
      verdicts: verdicts.filter((verdict) => params.getAll('verdict').includes(verdict)),
      labels: [...new Set(params.getAll('label'))],
      types: [...new Set(params.getAll('type'))],
      parts: idsOf(params.getAll('part')),
      time: timeOf(params.get('time') ?? ''),
      text: params.get('text') ?? '',
      name: params.get('name') ?? '',
    },
    sort: sortOf(params.get('sort') ?? ''),
    order: orderOf(params.get('order') ?? ''),
    record: idOf(params.get('record')),
  }
}

function pathOf({ view, student }: RecordsRoute): string {
  if (view === 'table') return ROOT
  return view === 'student' && student !== undefined ? `${ROOT}/student/${student}` : `${ROOT}/${view}`
}

/** Returns the address of a route. */
export function addressOf(route: RecordsRoute): string {
  const { filter, sort, order, record } = route
  const params = new URLSearchParams()
  const lists = {
    student: filter.students,
    section: filter.sections,
    question: filter.questions,
    verdict: filter.verdicts,
    label: filter.labels,
    type: filter.types,
    part: filter.parts,
  }
  for (const [name, values] of Object.entries(lists)) {
    for (const value of values) params.append(name, String(value))
  }
  if (filter.time) params.set('time', timeName(filter.time))
  if (filter.text !== '') params.set('text', filter.text)
  if (filter.name !== '') params.set('name', filter.name)
  if (!isNewestFirst(sort)) params.set('sort', sortName(sort))
  if (order.key !== galleryOrders[0].key) params.set('order', sortName(order))
  if (record !== undefined) params.set('record', String(record))
  const search = params.toString()
  return search === '' ? pathOf(route) : `${pathOf(route)}?${search}`
}

/** Returns the route of a whole address, as it is kept for the next start. */
export function routeOf(address: string): RecordsRoute {
  const { path, search } = splitRoute(address)
  return parseRoute(path, search)
}

/** Reports whether a filter lets all records through. */
export function isEmptyFilter({ time, text, name, ...lists }: Filter): boolean {
  return Object.values(lists).every(({ length }) => length === 0) && !time && text === '' && name === ''
}
