import { replaceEqualDeep } from '@tanstack/react-query'
import type { RecordPage, StudentRecord } from '../../api/types'

/** The records on the screen, newest first, and what came since they were put there. */
export interface Feed {
  records: StudentRecord[]
  /** Where the page after the last record starts; '' where there is none. */
  next: string
  total: number
  /** The sendings that the last take-in added at the top, for their tint. */
  arrived: ReadonlySet<string>
  /** The newest page that was taken in last; taking it in twice changes nothing. */
  taken: RecordPage | undefined
}

export const emptyFeed: Feed = { records: [], next: '', total: 0, arrived: new Set(), taken: undefined }

/** Returns what tells one sending from another: a record that is sent again keeps its id. */
export function sendingOf(record: StudentRecord): string {
  return `${record.id} ${record.receivedAt}`
}

/** Returns the records of the newest page that the feed does not show yet. */
export function newIn(feed: Feed, newest: RecordPage): StudentRecord[] {
  const shown = new Set(feed.records.map(sendingOf))
  return newest.records.filter((record) => !shown.has(sendingOf(record)))
}

/**
 * Returns the feed with the newest page taken in at its top. What the page replaces or leaves out is gone
 * from its range; the pages read below it stay. Where the page and the feed have nothing in
 * common any more, the feed starts anew from the page.
 */
export function takeIn(feed: Feed, newest: RecordPage): Feed {
  if (newest === feed.taken) return feed
  const fresh = feed.taken ? newIn(feed, newest) : []
  const arrived = new Set(fresh.map(sendingOf))
  const known = new Map(feed.records.map((record) => [sendingOf(record), record]))
  // A record that stayed as it was stays the same object, so that its row is not drawn again.
  const records = newest.records.map((record) => replaceEqualDeep(known.get(sendingOf(record)), record))
  const last = records.at(-1)
  const seam = last ? feed.records.findIndex((record) => sendingOf(record) === sendingOf(last)) : -1
  if (newest.next === '' || seam < 0) return { ...newest, records, arrived, taken: newest }
  const onPage = new Set(records.map((record) => record.id))
  const below = feed.records.slice(seam + 1).filter((record) => !onPage.has(record.id))
  const next = below.length > 0 ? feed.next : newest.next
  return { records: [...records, ...below], next, total: newest.total, arrived, taken: newest }
}

/** Returns the feed with the page that starts at its end. */
export function append(feed: Feed, page: RecordPage): Feed {
  const shown = new Set(feed.records.map((record) => record.id))
  const more = page.records.filter((record) => !shown.has(record.id))
  return { ...feed, records: [...feed.records, ...more], next: page.next }
}
