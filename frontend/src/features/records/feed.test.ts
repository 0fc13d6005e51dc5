import { describe, expect, it } from 'vitest'
import type { RecordPage, StudentRecord } from '../../api/types'
import { append, emptyFeed, type Feed, newIn, sendingOf, takeIn } from './feed'

const blank = { text: '', cut: false, shape: [], columns: [], rows: [], bytes: 0, broken: '' }

/** A record that came in at a second. */
function sent(id: number, second: number): StudentRecord {
  const at = new Date(second * 1000).toISOString()
  return {
    id,
    sessionId: 1,
    partId: 1,
    part: 'default',
    studentId: id,
    student: `Student ${id}`,
    studentNumber: 100 + id,
    device: 'a41f',
    question: '1',
    type: 'str',
    preview: blank,
    attempts: 1,
    firstSentAt: at,
    sentAt: at,
    receivedAt: at,
  }
}

const page = (records: StudentRecord[], next = '', total = records.length): RecordPage => ({
  records,
  next,
  total,
})
const ids = (feed: Feed) => feed.records.map(({ id }) => id)

describe('takeIn', () => {
  it('starts from the first page, with nothing that just arrived', () => {
    const feed = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)], 'n1'))
    expect(ids(feed)).toEqual([2, 1])
    expect(feed.next).toBe('n1')
    expect(feed.arrived.size).toBe(0)
  })

  it('puts new records on top and says which they are', () => {
    const before = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(before, page([sent(3, 30), sent(2, 20), sent(1, 10)]))
    expect(ids(feed)).toEqual([3, 2, 1])
    expect([...feed.arrived]).toEqual([sendingOf(sent(3, 30))])
  })

  it('moves a record that was sent again', () => {
    const before = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(before, page([sent(1, 30), sent(2, 20)]))
    expect(ids(feed)).toEqual([1, 2])
    expect(feed.records[0]?.receivedAt).toBe(sent(1, 30).receivedAt)
  })

  it('keeps the pages below the newest', () => {
    const first = takeIn(emptyFeed, page([sent(4, 40), sent(3, 30)], 'after 3', 4))
    const both = append(first, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(both, page([sent(5, 50), sent(4, 40)], 'after 4', 5))
    expect(ids(feed)).toEqual([5, 4, 3, 2, 1])
    expect(feed.next).toBe('')
    expect(feed.total).toBe(5)
  })

  it('takes a record from below to the top when it is sent again', () => {
    const first = takeIn(emptyFeed, page([sent(4, 40), sent(3, 30)], 'after 3', 4))
    const both = append(first, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(both, page([sent(1, 50), sent(4, 40)], 'after 4', 4))
    expect(ids(feed)).toEqual([1, 4, 3, 2])
  })

  it('drops what was deleted', () => {
    const before = takeIn(emptyFeed, page([sent(3, 30), sent(2, 20), sent(1, 10)]))
    expect(ids(takeIn(before, page([sent(3, 30), sent(1, 10)])))).toEqual([3, 1])
  })

  it('starts anew where nothing connects', () => {
    const before = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(before, page([sent(9, 90), sent(8, 80)], 'after 8', 9))
    expect(ids(feed)).toEqual([9, 8])
    expect(feed.next).toBe('after 8')
  })

  it('keeps the object of a record that stayed as it was', () => {
    const before = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)]))
    const feed = takeIn(before, page([sent(3, 30), sent(2, 20), { ...sent(1, 10), student: 'Alice' }]))
    expect(feed.records[1]).toBe(before.records[0])
    expect(feed.records[2]?.student).toBe('Alice')
  })

  it('changes nothing when it is given the same page twice', () => {
    const newest = page([sent(1, 10)])
    const feed = takeIn(emptyFeed, newest)
    expect(takeIn(feed, newest)).toBe(feed)
  })
})

describe('newIn', () => {
  const feed = takeIn(emptyFeed, page([sent(2, 20), sent(1, 10)]))
  it('counts new records', () => expect(newIn(feed, page([sent(3, 30), sent(2, 20)]))).toHaveLength(1))
  it('counts records that were sent again', () =>
    expect(newIn(feed, page([sent(1, 30), sent(2, 20)]))).toHaveLength(1))
  it('counts nothing where nothing came', () =>
    expect(newIn(feed, page([sent(2, 20), sent(1, 10)]))).toHaveLength(0))
})

describe('append', () => {
  it('never shows a record twice', () => {
    const feed = takeIn(emptyFeed, page([sent(2, 20)], 'after 2', 2))
    const longer = append(feed, page([sent(2, 5), sent(1, 10)]))
    expect(ids(longer)).toEqual([2, 1])
    expect(longer.next).toBe('')
  })
})
