import { useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { keys } from './keys'
import { type GroupOf, useJudgementChange } from './questions'
import type { Feedback, Hint, QuestionQuery } from './types'

/** Sets what students hear of a question; the kind '' does as the session. */
export const useSetFeedback = (query: QuestionQuery) =>
  useJudgementChange(query.sessionId, (feedback: Feedback) =>
    ask(() => API.SetFeedback(api.QuestionQuery.createFrom(query), api.Feedback.createFrom(feedback))),
  )

/** Sets what students hear of all questions of a session that have no choice of their own. */
export function useSetSessionFeedback(sessionId: number) {
  const queries = useQueryClient()
  return useJudgementChange(sessionId, (feedback: Feedback) =>
    ask(() => API.SetSessionFeedback(sessionId, api.Feedback.createFrom(feedback))).then(
      () => void queries.invalidateQueries({ queryKey: keys.sessions }),
    ),
  )
}

/** Tells the students of a question, or of all with '', what was held back. */
export const useReleaseFeedback = (sessionId: number) =>
  useJudgementChange(sessionId, (question: string) => ask(() => API.ReleaseFeedback(sessionId, question)))

/** Sets the hint that goes with the label of a group. */
export const useSetHint = (sessionId: number) =>
  useJudgementChange(sessionId, ({ query, key, hint }: GroupOf & { hint: Hint }) =>
    ask(() => API.SetHint(api.QuestionQuery.createFrom(query), key, api.Hint.createFrom(hint))),
  )
