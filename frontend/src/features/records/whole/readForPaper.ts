import { readAnswers } from '../../../api/answersInSight'
import { client } from '../../../api/client'
import type { Answer, RecordView } from '../../../api/types'
import { appNow } from '../../../lib/clock'
import { limits } from '../../../lib/limits'
import { type ListRequest, recordQuery } from '../list/query'
import { isSelected, type ListSelection } from '../selection/listSelection'

/** The most answers that are printed at once: some hundred sheets. */
export const PRINTED_MAX = 500

interface Printed {
  record: RecordView
  answer: Answer
}

/** What is printed: the first answers of those that were chosen. */
export interface ForPaper {
  answers: Printed[]
  /** How many were chosen. */
  total: number
}

/** What is to be printed: the records of a list as of a moment, '' for now, that are selected. */
export interface Chosen {
  request: ListRequest
  asOf: string
  selected: ListSelection
  count: number
}

async function readChosen({ request, asOf, selected, count }: Chosen): Promise<RecordView[]> {
  const query = { ...recordQuery(request, asOf, appNow()), limit: limits.pageMax }
  const wanted = Math.min(count, PRINTED_MAX)
  const chosen: RecordView[] = []
  for (let offset = 0; chosen.length < wanted; offset += limits.pageMax) {
    const { records } = await client.pageOfRecords({ ...query, offset })
    if (records.length === 0) break
    chosen.push(...records.filter(({ id }) => isSelected(selected, id)))
  }
  return chosen.slice(0, wanted)
}

/**
 * Reads the first answers of those that were chosen, whole, in the order of the list. Those that are deleted meanwhile
 * are left out. It asks for a few at once, so that the app has time for the class.
 */
export async function readForPaper(chosen: Chosen): Promise<ForPaper> {
  const records = await readChosen(chosen)
  const answers: Printed[] = []
  for (let at = 0; at < records.length; at += limits.answersMax) {
    const some = records.slice(at, at + limits.answersMax)
    const found = await readAnswers(some.map(({ id }) => id))
    for (const record of some) {
      const answer = found.get(record.id)
      if (answer) answers.push({ record, answer })
    }
  }
  return { answers, total: chosen.count }
}
