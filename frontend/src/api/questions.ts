import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { share } from '../lib/share'
import { keys } from './keys'
import type { CatalogueEntry, Check, Equivalence, Inputs, ProjectionQuery, QuestionQuery } from './types'

/** Returns a question with its answers in groups of equal ones. */
export function useQuestionPage(query: QuestionQuery) {
  return useQuery({
    queryKey: keys.question(query),
    queryFn: ({ signal }) => ask(() => API.QuestionPage(api.QuestionQuery.createFrom(query)), signal),
    placeholderData: keepPreviousData,
    structuralSharing: share,
  })
}

/** Returns what of a question may be shown to the class: no names, no answer of fewer than three. */
export function useProjection(query: ProjectionQuery) {
  return useQuery({
    queryKey: keys.projection(query),
    queryFn: ({ signal }) => ask(() => API.Projection(api.ProjectionQuery.createFrom(query)), signal),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000, // computers count once they were seen for a minute, which is no event
  })
}

/** Hides a group of answers from the projector's wall, or shows it again; an empty key shows all of the question. */
export function useHideFromWall(sessionId: number, question: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ key, isHidden }: { key: string; isHidden: boolean }) =>
      ask(() => API.HideFromWall(sessionId, question, key, isHidden)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.assessment(sessionId) }),
  })
}

/**
 * Changes how answers are judged or labelled; of two changes, the second waits for the first. Resolves once the app has
 * answered, and does not wait for the screen, so that it can be undone at once.
 */
function useJudgementChange<Input>(
  sessionId: number,
  mutationFn: (input: Input) => Promise<unknown>,
  meta: { saysInPlace?: boolean } = {},
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    meta,
    scope: { id: `judgement-${sessionId}` },
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) }),
  })
}

/** What a teacher says of a group by hand; '' is nothing. */
export type Mark = 'right' | 'wrong' | ''

/** A group of answers, by its key among those of a question. */
export interface GroupOf {
  query: QuestionQuery
  key: string
}

/** Marks a group of a session as right or wrong; '' takes it back. */
export const useMarkGroup = (sessionId: number) =>
  useJudgementChange(sessionId, ({ query, key, verdict }: GroupOf & { verdict: Mark }) =>
    ask(() => API.MarkGroup(api.QuestionQuery.createFrom(query), key, verdict)),
  )

/** Gives a group of a session a label; '' takes it back. */
export const useLabelGroup = (sessionId: number) =>
  useJudgementChange(sessionId, ({ query, key, label }: GroupOf & { label: string }) =>
    ask(() => API.LabelGroup(api.QuestionQuery.createFrom(query), key, label)),
  )

/** Sets the rule by which all records of a question are judged. What is wrong with a rule is said where it is typed. */
export const useSetCheck = (query: QuestionQuery) =>
  useJudgementChange(
    query.sessionId,
    (check: Check) =>
      ask(() => API.SetCheck(api.QuestionQuery.createFrom(query), api.Check.createFrom(check))),
    { saysInPlace: true },
  )

/** Sets for which inputs functions are called. What is wrong with them is said where they are typed. */
export const useSetInputs = (query: QuestionQuery) =>
  useJudgementChange(
    query.sessionId,
    (inputs: Inputs) =>
      ask(() => API.SetInputs(api.QuestionQuery.createFrom(query), api.Inputs.createFrom(inputs))),
    { saysInPlace: true },
  )

/** Sets which answers of a question are alike. */
export const useSetEquivalence = (query: QuestionQuery) =>
  useJudgementChange(query.sessionId, (equivalence: Equivalence) =>
    ask(() =>
      API.SetEquivalence(api.QuestionQuery.createFrom(query), api.Equivalence.createFrom(equivalence)),
    ),
  )

/** Puts questions into the catalogue, all of them or none. */
export const useSetQuestions = (sessionId: number) =>
  useJudgementChange(sessionId, (entries: CatalogueEntry[]) =>
    ask(() =>
      API.SetQuestions(
        sessionId,
        entries.map((entry) => api.CatalogueEntry.createFrom(entry)),
      ),
    ),
  )
