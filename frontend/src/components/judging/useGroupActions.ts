import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mark, useSetCheck, useSetEquivalence } from '../../api/questions'
import type { AnswerGroup, Check, Equivalence, Hint, QuestionQuery } from '../../api/types'
import { notifyUndo } from '../undo'
import { useMarking } from './useMarking'

/** No rule: what the teacher marks is all there is. */
export const noCheck: Check = { kind: '', expected: [], relative: 0, absolute: 0, pattern: '', recordId: 0 }

/** What can be done on a question's page. All of it acts at once, says what it did and can be taken back. */
export interface GroupActions {
  mark: (group: AnswerGroup, verdict: Mark) => void
  /** Sets the label, and the hint that goes with it; undefined leaves that as it is. */
  label: (group: AnswerGroup, label: string, hint?: Hint) => void
  check: (before: Check, after: Check) => Promise<unknown>
  equivalence: (before: Equivalence, after: Equivalence) => Promise<unknown>
}

/** Returns the actions on the groups and rules of a question: the same object until the question changes. */
export function useGroupActions(query: QuestionQuery): GroupActions {
  const { t } = useTranslation('question')
  const { mark, label } = useMarking(query.sessionId)
  const { mutateAsync: check } = useSetCheck(query)
  const { mutateAsync: equivalence } = useSetEquivalence(query)
  return useMemo(
    () => ({
      mark: (group, verdict) => mark({ ...group, query }, verdict),
      label: (group, text, hint) => label({ ...group, query }, text, hint),
      check: (before, after) =>
        check(after).then(() =>
          notifyUndo(t(after.kind === '' ? 'didUncheck' : 'didCheck'), () => check(before)),
        ),
      equivalence: (before, after) =>
        equivalence(after).then(() => notifyUndo(t('didGroup'), () => equivalence(before))),
    }),
    [t, query, mark, label, check, equivalence],
  )
}
