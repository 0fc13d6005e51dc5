import { limits } from '../lib/limits'
import type { RecordPage, RecordView } from './types'

/** Asks for limit records of a list, from the index offset on. */
export type Ask = (offset: number, limit: number) => Promise<RecordPage>

/** Reads the records from one index to before another, with as many questions as it takes. */
async function readAll(ask: Ask, from: number, to: number): Promise<RecordView[]> {
  const records: RecordView[] = []
  for (let at = from; at < to; at += limits.pageMax) {
    records.push(...(await ask(at, Math.min(limits.pageMax, to - at))).records)
  }
  return records
}

/**
 * Reads the records from index `from` to before index `to` of a list that had total records when it began. A list
 * that stands still loses each record that is sent again, and the records behind it move up. So this also reads as
 * many records before `from` as were lost; cutOut takes the right ones.
 */
export async function readRange(
  ask: Ask,
  total: number,
  from: number,
  to: number,
): Promise<{ records: RecordView[]; page: RecordPage }> {
  const page = await ask(from, Math.min(limits.pageMax, to - from))
  const lost = Math.max(0, total - page.total)
  const before = await readAll(ask, Math.max(0, from - lost), from)
  const after = await readAll(ask, from + limits.pageMax, to)
  return { records: [...before, ...page.records, ...after], page }
}

/**
 * Returns at most size of the records: those that follow the records in before. If before is undefined, those that come
 * ahead of the records in after.
 */
export function cutOut(
  records: RecordView[],
  before: readonly RecordView[] | undefined,
  after: readonly RecordView[] | undefined,
  size: number,
): RecordView[] {
  const ids = (known: readonly RecordView[] = []) => new Set(known.map(({ id }) => id))
  const [behind, ahead] = [ids(before), ids(after)]
  const start = records.findLastIndex(({ id }) => behind.has(id)) + 1
  const end = records.findIndex(({ id }, at) => at >= start && ahead.has(id))
  const between = records.slice(start, end < 0 ? undefined : end)
  return before ? between.slice(0, size) : between.slice(-size)
}
