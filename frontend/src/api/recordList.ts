import { replaceEqualDeep } from '@tanstack/react-query'
import { type Ask, cutOut, readRange } from './pageRange'
import type { RecordPage, RecordView } from './types'

/** The number of records in a page of the list. */
export const PAGE = 100

/** A page is read when the visible rows come this near to it, so that it is there before its rows are visible. */
const AHEAD = PAGE / 2

/** The most pages that are asked for at once, and that are kept in all. */
const PAGES_AT_ONCE = 4
const PAGES_KEPT = 200

/** A list that the app can give: its query, and a name that identifies it. */
export interface ListQuery<Query> {
  name: string
  query: Query
  /** It shows new records by itself. */
  isLive: boolean
  /**
   * Its order depends on more than its records, so that it could change while the list stands still: records that are
   * read again stay where they are.
   */
  keepsOrder?: boolean
}

/** Where a list gets its records from. An asOf of '' means now. */
export interface Source<Query> {
  page: (query: Query, asOf: string, offset: number, limit: number) => Promise<RecordPage>
  /** Returns how many matching records came after asOf. */
  waiting: (query: Query, asOf: string) => Promise<number>
}

/**
 * What must be asked again: the list from its top, because somebody wants that (restart) or because it no longer stands
 * still (resume); the visible pages, because they were changed (reload) or records came in (refresh); or how many records
 * wait (count).
 */
type Due = 'restart' | 'resume' | 'reload' | 'refresh' | 'count'

/** The records on the screen. A state never changes; a new state is a new object. */
export interface ListState {
  /** The name of the list that these records are from; '' before the first answer. */
  name: string
  total: number
  pages: ReadonlyMap<number, readonly RecordView[]>
  /** The moment at which the list stands still; '' while it is live. */
  asOf: string
  /** The records that came in last, by sendingOf; they are tinted. */
  arrived: ReadonlySet<string>
  /** How many records came in since the list stands still. */
  waiting: number
  error: Error | undefined
  /** Counts the restarts of the list at its top. */
  generation: number
}

const unread: ListState = {
  name: '',
  total: 0,
  pages: new Map(),
  asOf: '',
  arrived: new Set(),
  waiting: 0,
  error: undefined,
  generation: 0,
}

/** Returns what identifies one sending of a record: a record that is sent again keeps its id. */
export function sendingOf(record: Pick<RecordView, 'id' | 'receivedAt'>): string {
  return `${record.id} ${record.receivedAt}`
}

/** Returns the record at an index of the list, from 0; undefined while it is not read. */
export function recordAt(state: Pick<ListState, 'pages'>, index: number): RecordView | undefined {
  return state.pages.get(Math.floor(index / PAGE))?.[index % PAGE]
}

/** Returns the index of a record; -1 if it is not among the records that are read. */
export function indexOfRecord(state: ListState, id: number): number {
  for (const [number, records] of state.pages) {
    const at = records.findIndex((record) => record.id === id)
    if (at >= 0) return number * PAGE + at
  }
  return -1
}

/**
 * A list of records that the store sorts and filters. It reads only the pages that are visible.
 *
 * It asks one question at a time, and always the most urgent one. So a new filter never waits behind an outdated
 * question, and a stream of events never keeps an answer from coming. While it is held, the list stands still: it shows
 * what it showed at that moment, and counts the records that came in since.
 */
export class RecordPages<Query> {
  private state = unread
  private readonly listeners = new Set<() => void>()
  private wanted: ListQuery<Query> | undefined
  private shown: ListQuery<Query> | undefined
  private visible = { first: 0, last: 0 }
  private isHeld = false
  private isAsking = false
  private readonly due = new Set<Due>()
  /** The moment of a live list's last answer; the list stands still at it when it is held. */
  private heldAt = ''
  private readonly source: Source<Query>

  constructor(source: Source<Query>) {
    this.source = source
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly read = (): ListState => this.state

  /** Shows another list once it is read; until then the list before stays. */
  show(wanted: ListQuery<Query>): void {
    if (wanted.name === this.wanted?.name) return
    this.wanted = wanted
    this.ask()
  }

  /** Says which indexes are visible, so that their pages and those that come next are read. */
  setVisible(first: number, last: number): void {
    const end = Math.max(last, this.state.total - 1)
    this.visible = {
      first: Math.floor(Math.max(0, first - AHEAD) / PAGE),
      last: Math.floor(Math.min(end, last + AHEAD) / PAGE),
    }
    this.ask()
  }

  /** Makes the list stand still, or lets it go on live. */
  hold(isHeld: boolean): void {
    if (isHeld === this.isHeld) return
    this.isHeld = isHeld
    if (isHeld && this.state.asOf === '' && this.heldAt !== '') {
      this.set({ asOf: this.heldAt })
      this.due.add('count')
    } else if (!isHeld && this.shown?.isLive && this.state.asOf !== '') this.due.add('resume')
    this.ask()
  }

  /** Restarts the list at its top, with the records that wait. */
  release(): void {
    this.due.add('restart')
    this.ask()
  }

  /** Call it when records came in or time has passed: a live list shows them, one that stands still counts them. */
  refresh(): void {
    this.due.add(this.state.asOf === '' ? 'refresh' : 'count')
    this.ask()
  }

  /** Call it when a change must show at once: reads the visible pages again and moves nothing else. */
  reload(): void {
    this.due.add('reload')
    this.ask()
  }

  /** Repeats the question that failed. */
  retry(): void {
    this.ask()
  }

  private set(change: Partial<ListState>): void {
    this.state = { ...this.state, ...change }
    for (const tell of this.listeners) tell()
  }

  private ask(): void {
    if (this.isAsking) return
    const question = this.next()
    if (!question) return
    this.isAsking = true
    void question()
      .catch((thrown: unknown) => {
        this.set({ error: thrown instanceof Error ? thrown : new Error(String(thrown)) })
        return false
      })
      .then((goesOn) => {
        this.isAsking = false
        if (goesOn !== false) this.ask()
      })
  }

  private mustRestart(wanted: ListQuery<Query>): boolean {
    const isResuming = this.due.has('resume') && !this.isHeld
    return wanted.name !== this.shown?.name || this.due.has('restart') || isResuming
  }

  /** Returns the most urgent question, if there is one. */
  private next(): (() => Promise<unknown>) | undefined {
    const { wanted, shown } = this
    if (!wanted) return undefined
    const { due } = this
    if (!shown || this.mustRestart(wanted)) return () => this.restart(wanted)
    if (due.has('reload')) return () => this.readAgain(shown, true)
    const missingPages = this.missing()
    if (missingPages) return () => this.readPages(shown, missingPages)
    if (due.has('refresh') && this.state.asOf === '') return () => this.readAgain(shown, false)
    if (due.has('count') && this.state.asOf !== '') return () => this.count(shown)
    return undefined
  }

  /**
   * Asks a question that answers all that is due of some kinds. They are due again if no answer comes, or if takeIn
   * returns false because the list has changed meanwhile. What becomes due meanwhile stays due.
   */
  private async answerDue<Answer>(
    kinds: Due[],
    asked: Promise<Answer>,
    takeIn: (answer: Answer) => boolean,
  ): Promise<void> {
    const answered = kinds.filter((kind) => this.due.delete(kind))
    let isDone = false
    try {
      isDone = takeIn(await asked)
    } finally {
      if (!isDone) for (const kind of answered) this.due.add(kind)
    }
  }

  /** Reads a list from its top. */
  private restart(list: ListQuery<Query>): Promise<void> {
    const asked = this.source.page(list.query, '', 0, PAGE)
    const isAskedFor = list.name !== this.shown?.name || this.due.has('restart')
    return this.answerDue(['restart', 'resume', 'refresh', 'reload', 'count'], asked, (page) => {
      if (list.name !== this.wanted?.name) return false
      // A teacher who goes on reading before the answer comes stays where she was.
      if (!isAskedFor && this.isHeld) return false
      this.shown = list
      this.heldAt = page.asOf
      const known = this.knownRecords()
      const records = page.records.map((record) => replaceEqualDeep(known.get(sendingOf(record)), record))
      const isSame = list.name === this.state.name
      this.visible = { first: 0, last: 0 }
      this.set({
        name: list.name,
        total: page.total,
        pages: new Map([[0, records]]),
        asOf: this.isHeld || !list.isLive ? page.asOf : '',
        arrived: isSame ? newIn(known, records) : new Set(),
        waiting: 0,
        error: undefined,
        generation: this.state.generation + 1,
      })
      return true
    })
  }

  /** Returns the first range of visible pages that are not read. */
  private missing(): { first: number; last: number } | undefined {
    const end = Math.ceil(this.state.total / PAGE) - 1
    const { pages } = this.state
    for (let first = Math.max(0, this.visible.first); first <= Math.min(this.visible.last, end); first++) {
      if (pages.has(first)) continue
      let last = first
      while (last < this.visible.last && last < end && !pages.has(last + 1)) last++
      return { first, last: Math.min(last, first + PAGES_AT_ONCE - 1) }
    }
    return undefined
  }

  private async readPages(list: ListQuery<Query>, { first, last }: { first: number; last: number }) {
    const { asOf, total } = this.state
    const from = first * PAGE
    const to = asOf === '' ? (last + 1) * PAGE : Math.min((last + 1) * PAGE, total)
    const ask: Ask = (offset, limit) => this.source.page(list.query, asOf, offset, limit)
    const range = await readRange(ask, asOf === '' ? 0 : total, from, to)
    if (list !== this.shown || asOf !== this.state.asOf) return
    const { pages: known } = this.state
    const records =
      asOf === ''
        ? range.records
        : cutOut(range.records, known.get(first - 1), known.get(last + 1), to - from)
    const pages = new Map(known)
    for (let n = first; n <= last; n++) {
      pages.delete(n) // so that it becomes the last one to be forgotten
      pages.set(n, records.slice((n - first) * PAGE, (n - first + 1) * PAGE))
    }
    this.set({ pages: this.withoutOldest(pages), error: undefined })
  }

  /** Forgets the pages that were read longest ago, but no visible one. */
  private withoutOldest(pages: Map<number, readonly RecordView[]>) {
    for (const n of pages.keys()) {
      if (pages.size <= PAGES_KEPT) break
      if (n < this.visible.first || n > this.visible.last) pages.delete(n)
    }
    return pages
  }

  /** Reads the visible pages again. Other pages may have moved, so they are forgotten. */
  private readAgain(list: ListQuery<Query>, isReload: boolean): Promise<void> {
    const { asOf } = this.state
    const { first } = this.visible
    const last = Math.min(this.visible.last, first + PAGES_AT_ONCE - 1)
    const asked = this.source.page(list.query, asOf, first * PAGE, (last - first + 1) * PAGE)
    return this.answerDue(isReload ? ['reload', 'refresh'] : ['refresh'], asked, (page) => {
      if (list !== this.shown || asOf !== this.state.asOf) return false
      if (asOf === '') this.heldAt = page.asOf
      const known = this.knownRecords()
      const again = page.records.map((record) => replaceEqualDeep(known.get(sendingOf(record)), record))
      const isStill = list.keepsOrder === true && asOf !== ''
      const records = isStill ? asBefore([...this.state.pages.values()].flat(), again) : again
      const pages = new Map<number, readonly RecordView[]>()
      for (let n = first; n <= last; n++) {
        pages.set(n, records.slice((n - first) * PAGE, (n - first + 1) * PAGE))
      }
      const fresh = isReload ? new Set<string>() : newIn(known, records)
      // An answer without new records must not end the tint of those that came before.
      const arrived = fresh.size > 0 ? fresh : this.state.arrived
      this.set({ pages, total: page.total, arrived, error: undefined })
      return true
    })
  }

  private count(list: ListQuery<Query>): Promise<void> {
    const { asOf } = this.state
    return this.answerDue(['count'], this.source.waiting(list.query, asOf), (waiting) => {
      const isSame = list === this.shown && asOf === this.state.asOf
      if (isSame) this.set({ waiting, error: undefined })
      return isSame
    })
  }

  private knownRecords(): Map<string, RecordView> {
    const known = new Map<string, RecordView>()
    for (const records of this.state.pages.values()) {
      for (const record of records) known.set(sendingOf(record), record)
    }
    return known
  }
}

/** Returns records that were read again in their order of before; as they came if one of them is new or in another group. */
function asBefore(before: readonly RecordView[], again: RecordView[]): RecordView[] {
  const places = new Map(before.map((record, i) => [`${record.id} ${record.groupKey}`, i]))
  const placeOf = ({ id, groupKey }: RecordView) => places.get(`${id} ${groupKey}`) ?? -1
  if (again.some((record) => placeOf(record) < 0)) return again
  return again.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function newIn(known: ReadonlyMap<string, RecordView>, records: RecordView[]): ReadonlySet<string> {
  return new Set(records.map(sendingOf).filter((sending) => !known.has(sending)))
}
