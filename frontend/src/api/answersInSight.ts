import { useQuery } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { createBatcher } from './batch'
import { answerOptions } from './queries'
import { limits } from '../lib/limits'
import type { Answer, RecordView } from './types'

/** Returns the whole answers of records, at most `limits.answersMax` of them, by their ids. */
export async function readAnswers(ids: number[]): Promise<ReadonlyMap<number, Answer>> {
  const found = await ask(() => API.Answers(ids))
  return new Map(found.map((answer) => [answer.record.id, answer]))
}

const batch = createBatcher<number, Answer>(limits.answersMax, readAnswers)

/** Returns the whole answer of a record in a list of many. What comes into sight at once is asked for at once. */
export function useAnswerInSight(record: Pick<RecordView, 'id' | 'receivedAt'>, isWanted: boolean) {
  return useQuery({
    ...answerOptions(record),
    queryFn: () => batch(record.id),
    enabled: isWanted,
    placeholderData: (previous) => (previous?.record.id === record.id ? previous : undefined),
  })
}
