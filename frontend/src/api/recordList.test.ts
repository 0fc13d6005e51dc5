import { beforeEach, describe, expect, it } from 'vitest'
import { type ListQuery, PAGE, indexOfRecord, recordAt, RecordPages } from './recordList'
import type { RecordPage, RecordView } from './types'

interface Asked {
  text: string
  asOf: string
  offset: number
  limit: number
}

/** A store of numbered records, the newest with the highest number, that answers when it is told to. */
class Store {
  count = 1000
  asked: Asked[] = []
  private answers: (() => void)[] = []
  private failure: Error | undefined

  readonly source = {
    page: (text: string, asOf: string, offset: number, limit: number) => {
      this.asked.push({ text, asOf, offset, limit })
      return this.later(() => this.page(text, asOf, offset, limit))
    },
    waiting: (_text: string, asOf: string) => this.later(() => this.count - Number(asOf)),
  }

  private later<T>(value: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.answers.push(() => (this.failure ? reject(this.failure) : resolve(value())))
    })
  }

  private page(text: string, asOf: string, offset: number, limit: number): RecordPage {
    const all = asOf === '' ? this.count : Number(asOf)
    const total = text === 'none' ? 0 : all
    const ids = Array.from(
      { length: Math.max(0, Math.min(limit, total - offset)) },
      (_, i) => total - offset - i,
    )
    return { records: ids.map((id) => ({ id, receivedAt: 't' }) as RecordView), total, asOf: String(all) }
  }

  fail(error: Error | undefined) {
    this.failure = error
  }

  /** Answers what is asked; returns whether anything was. */
  async answer(): Promise<boolean> {
    const due = this.answers.splice(0)
    for (const answer of due) answer()
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    return due.length > 0
  }

  /** Answers what is asked, and what is asked then, until nothing is. */
  async answerAll(): Promise<void> {
    while (await this.answer());
  }
}

const list = (name: string, isLive = true): ListQuery<string> => ({ name, query: name, isLive })

let store: Store
let pages: RecordPages<string>
const shownIds = (...indexes: number[]) => indexes.map((at) => recordAt(pages.read(), at)?.id)

beforeEach(async () => {
  store = new Store()
  pages = new RecordPages(store.source)
  pages.show(list('all'))
  await store.answerAll()
})

describe('a list that is looked at', () => {
  it('reads its first page', () => {
    expect(pages.read()).toMatchObject({ name: 'all', total: 1000, asOf: '', waiting: 0 })
    expect(shownIds(0, 99, 100)).toEqual([1000, 901, undefined])
    expect(indexOfRecord(pages.read(), 990)).toBe(10)
    expect(indexOfRecord(pages.read(), 1)).toBe(-1)
  })

  it('reads the visible pages with one question, and none twice', async () => {
    pages.setVisible(250, 410)
    await store.answerAll()
    pages.setVisible(260, 300)
    await store.answerAll()
    expect(store.asked.slice(1)).toEqual([{ text: 'all', asOf: '', offset: 200, limit: 300 }])
    expect(shownIds(250, 410)).toEqual([750, 590])
  })

  it('reads the page that comes next before its rows are visible', async () => {
    store.asked = []
    pages.setVisible(0, 40)
    await store.answerAll()
    expect(store.asked).toEqual([])
    pages.setVisible(20, 60)
    await store.answerAll()
    expect(store.asked).toEqual([{ text: 'all', asOf: '', offset: PAGE, limit: PAGE }])
  })

  it('reads nothing beyond its end', async () => {
    pages.setVisible(990, 1400)
    await store.answerAll()
    expect(store.asked.at(-1)).toMatchObject({ offset: 900, limit: PAGE })
  })
})

describe('typing', () => {
  it('asks one question at a time, and skips what nobody wants any more', async () => {
    store.asked = []
    for (const text of ['a', 'ab', 'abc']) pages.show(list(text))
    expect(pages.read().name).toBe('all')
    await store.answerAll()
    expect(store.asked.map(({ text }) => text)).toEqual(['a', 'abc'])
    expect(pages.read().name).toBe('abc')
  })

  it('shows that nothing matches', async () => {
    pages.show(list('none'))
    await store.answerAll()
    expect(pages.read()).toMatchObject({ name: 'none', total: 0 })
  })
})

describe('records that come in', () => {
  it('are taken in at the top, with their tint, and the others stay what they were', async () => {
    const before = recordAt(pages.read(), 0)
    store.count += 2
    pages.refresh()
    await store.answerAll()
    expect(shownIds(0, 1, 2)).toEqual([1002, 1001, 1000])
    expect(pages.read().arrived).toEqual(new Set(['1002 t', '1001 t']))
    expect(recordAt(pages.read(), 2)).toBe(before)
  })

  it('wait while the list is held, and nothing moves', async () => {
    pages.hold(true)
    store.count += 5
    pages.refresh()
    await store.answerAll()
    expect(pages.read()).toMatchObject({ waiting: 5, total: 1000, asOf: '1000' })
    pages.setVisible(500, 540)
    await store.answerAll()
    expect(shownIds(0, 500)).toEqual([1000, 500])
  })

  it('are taken in when they are let in', async () => {
    pages.hold(true)
    store.count += 5
    pages.release()
    await store.answerAll()
    expect(pages.read()).toMatchObject({ total: 1005, waiting: 0, asOf: '1005' })
    pages.hold(false)
    await store.answerAll()
    expect(pages.read().asOf).toBe('')
  })

  it('are not taken in where the list is held again before they came', async () => {
    pages.hold(true)
    store.count += 5
    pages.refresh()
    await store.answerAll()
    const { generation } = pages.read()
    pages.hold(false)
    pages.hold(true)
    await store.answerAll()
    expect(pages.read()).toMatchObject({ generation, total: 1000, waiting: 5, asOf: '1000' })
    pages.hold(false)
    await store.answerAll()
    expect(pages.read()).toMatchObject({ total: 1005, waiting: 0, asOf: '' })
  })

  it('always wait where they could stand anywhere', async () => {
    pages.show(list('by name', false))
    await store.answerAll()
    store.count += 3
    pages.refresh()
    await store.answerAll()
    expect(pages.read()).toMatchObject({ waiting: 3, total: 1000 })
  })

  it('are not taken in by an answer that was on its way when the list was held', async () => {
    store.count += 1
    pages.refresh()
    pages.hold(true)
    await store.answerAll()
    expect(shownIds(0)).toEqual([1000])
    expect(pages.read().waiting).toBe(1)
  })
})

it('reads the visible pages again after a change', async () => {
  pages.hold(true)
  pages.setVisible(500, 540)
  await store.answerAll()
  store.asked = []
  pages.reload()
  await store.answerAll()
  expect(store.asked).toEqual([{ text: 'all', asOf: '1000', offset: 400, limit: 2 * PAGE }])
})

it('says what went wrong, keeps what it has, and tries again when told', async () => {
  store.fail(new Error('gone'))
  pages.show(list('b'))
  await store.answerAll()
  expect(pages.read()).toMatchObject({ name: 'all', error: new Error('gone') })
  store.fail(undefined)
  pages.release()
  await store.answerAll()
  expect(pages.read()).toMatchObject({ name: 'b', error: undefined })
})

it('asks again what failed: when told, and with whatever comes in next', async () => {
  const { generation } = pages.read()
  store.fail(new Error('gone'))
  pages.release()
  await store.answerAll()
  pages.retry()
  await store.answerAll()
  expect(pages.read()).toMatchObject({ generation, error: new Error('gone') })
  store.fail(undefined)
  pages.refresh()
  await store.answerAll()
  expect(pages.read()).toMatchObject({ generation: generation + 1, error: undefined })

  store.fail(new Error('gone'))
  pages.reload()
  await store.answerAll()
  store.fail(undefined)
  const { length } = store.asked
  pages.retry()
  await store.answerAll()
  expect(store.asked.length).toBe(length + 1)
  expect(pages.read().error).toBeUndefined()
})

it('does not forget a change for a filter that was typed and taken back meanwhile', async () => {
  pages.setVisible(300, 300)
  pages.reload()
  pages.show(list('b'))
  await store.answer()
  expect(store.asked.at(-1)?.text).toBe('b')
  pages.show(list('all'))
  await store.answerAll()
  expect(store.asked.at(-1)).toMatchObject({ text: 'all', offset: 200 })
  expect(store.asked.filter(({ offset }) => offset === 200)).toHaveLength(2)
})

it('forgets the pages that were read long ago', async () => {
  store.count = 100_000
  pages.release()
  await store.answerAll()
  for (let first = 0; first < 100_000; first += PAGE) {
    pages.setVisible(first, first)
    await store.answerAll()
  }
  expect(pages.read().pages.size).toBe(200)
  expect(pages.read().pages.has(999)).toBe(true)
})
