import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mark, useSetCheck, useSetEquivalence, useSetInputs } from '../../api/questions'
import type { AnswerGroup, Check, Equivalence, Inputs, QuestionQuery } from '../../api/types'
import { notifyUndo } from '../undo'
import { useMarking } from './useMarking'

/** No rule: what the teacher marks is all there is. */
export const noCheck: Check = { kind: '', expected: [], relative: 0, absolute: 0, pattern: '', recordId: 0 }

/** What can be done on a question's page. All of it acts at once, says what it did and can be taken back. */
export interface GroupActions {
  mark: (group: AnswerGroup, verdict: Mark) => void
  label: (group: AnswerGroup, label: string) => void
  check: (before: Check, after: Check) => Promise<unknown>
  equivalence: (before: Equivalence, after: Equivalence) => Promise<unknown>
  /** Sets for which inputs functions are called, and the rule that goes with them. */
  inputs: (before: Tried, after: Tried) => Promise<unknown>
}

/** For which inputs functions are called, and the rule of the question. */
export interface Tried {
  inputs: Inputs
  check: Check
}

/** Returns the actions on the groups and rules of a question: the same object until the question changes. */
export function useGroupActions(query: QuestionQuery): GroupActions {
  const { t } = useTranslation('question')
  const { mark, label } = useMarking(query.sessionId)
  const { mutateAsync: check } = useSetCheck(query)
  const { mutateAsync: equivalence } = useSetEquivalence(query)
  const { mutateAsync: inputs } = useSetInputs(query)
  return useMemo(() => {
    const put = (to: Tried, from: Tried) =>
      inputs(to.inputs).then(() => (to.check === from.check ? undefined : check(to.check)))
    return {
      mark: (group, verdict) => mark({ ...group, query }, verdict),
      label: (group, text) => label({ ...group, query }, text),
      check: (before, after) =>
        check(after).then(() =>
          notifyUndo(t(after.kind === '' ? 'didUncheck' : 'didCheck'), () => check(before)),
        ),
      equivalence: (before, after) =>
        equivalence(after).then(() => notifyUndo(t('didGroup'), () => equivalence(before))),
      inputs: (before, after) =>
        put(after, before).then(() => notifyUndo(t('didInputs'), () => put(before, after))),
    }
  }, [t, query, mark, label, check, equivalence, inputs])
}
