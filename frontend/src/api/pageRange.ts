import type { PageOfRecords, StudentRecord } from './types'

/** The app gives so many records with one question. */
export const MAX_PAGE = 500

/** Asks for some records of a list, by the place of the first and how many. */
export type Ask = (offset: number, limit: number) => Promise<PageOfRecords>

async function all(ask: Ask, from: number, to: number): Promise<StudentRecord[]> {
  const records: StudentRecord[] = []
  for (let at = from; at < to; at += MAX_PAGE) {
    records.push(...(await ask(at, Math.min(MAX_PAGE, to - at))).records)
  }
  return records
}

/**
 * Reads the places from `from` to before `to` of a list that had total records when it was begun. A list
 * that stands still loses each record that is sent again, and what stood behind it moves up: so as many
 * more are read before these places as were lost, and who knows its neighbours cuts them out.
 */
export async function readRange(
  ask: Ask,
  total: number,
  from: number,
  to: number,
): Promise<{ records: StudentRecord[]; page: PageOfRecords }> {
  const page = await ask(from, Math.min(MAX_PAGE, to - from))
  const lost = Math.max(0, total - page.total)
  const before = await all(ask, Math.max(0, from - lost), from)
  const after = await all(ask, from + MAX_PAGE, to)
  return { records: [...before, ...page.records, ...after], page }
}

/** Returns at most size of the records: what follows those before, or else what stands ahead of those after. */
export function cutOut(
  records: StudentRecord[],
  before: readonly StudentRecord[] | undefined,
  after: readonly StudentRecord[] | undefined,
  size: number,
): StudentRecord[] {
  const ids = (known: readonly StudentRecord[] = []) => new Set(known.map(({ id }) => id))
  const [behind, ahead] = [ids(before), ids(after)]
  const start = records.findLastIndex(({ id }) => behind.has(id)) + 1
  const end = records.findIndex(({ id }, at) => at >= start && ahead.has(id))
  const between = records.slice(start, end < 0 ? undefined : end)
  return before ? between.slice(0, size) : between.slice(-size)
}
