import { useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { client } from './client'
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
    client
      .setSessionFeedback(sessionId, feedback)
      .then(() => void queries.invalidateQueries({ queryKey: keys.sessions })),
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

/** A question of which answers wait for a release. */
export interface HeldQuestion {
  label: string
  held: number
}

/** Returns the questions of a session of which answers wait for a release. */
export const heldQuestions = (sessionId: number): Promise<HeldQuestion[]> =>
  ask(() => API.Dashboard(sessionId, 0, '')).then(({ questions }) => questions.filter(({ held }) => held > 0))

/** Holds back again what was released of some questions: each is set to what it has, which holds it. */
export async function holdAgain(sessionId: number, questions: readonly HeldQuestion[]): Promise<void> {
  for (const { label } of questions) {
    const query = api.QuestionQuery.createFrom({ sessionId, partId: 0, question: label })
    const { feedback, ownFeedback } = await ask(() => API.QuestionPage(query))
    await ask(() => API.SetFeedback(query, ownFeedback ? feedback : api.Feedback.createFrom({ kind: '' })))
  }
}
