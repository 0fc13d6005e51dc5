import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabelGroup, useMarkGroup, useSetCheck, useSetEquivalence } from '../../api/questions'
import type { AnswerGroup, Check, Equivalence, QuestionQuery } from '../../api/types'
import { notifyUndo } from '../undo'

type Mark = 'right' | 'wrong' | ''

const asMark = (said: string): Mark => (said === 'right' || said === 'wrong' ? said : '')

/** No rule: what the teacher marks is all there is. */
export const noCheck: Check = { kind: '', expected: [], relative: 0, absolute: 0, pattern: '', recordId: 0 }

const markedSaid = { right: 'didRight', wrong: 'didWrong', '': 'didUnmark' } as const

/** What can be done on a question's page. All of it acts at once, says what it did and can be taken back. */
export interface GroupActions {
  mark: (group: AnswerGroup, verdict: Mark) => void
  label: (group: AnswerGroup, label: string) => void
  check: (before: Check, after: Check) => Promise<unknown>
  equivalence: (before: Equivalence, after: Equivalence) => Promise<unknown>
}

/** The cache of mutations says what failed; here a failure must only not count as done. */
const failed = () => undefined

/** Returns the actions on the groups and rules of a question: the same object until the question changes. */
export function useGroupActions(query: QuestionQuery): GroupActions {
  const { t } = useTranslation('question')
  const { mutateAsync: mark } = useMarkGroup(query)
  const { mutateAsync: label } = useLabelGroup(query)
  const { mutateAsync: check } = useSetCheck(query)
  const { mutateAsync: equivalence } = useSetEquivalence(query)
  return useMemo(
    () => ({
      mark: ({ key, count, marked }, verdict) =>
        void mark({ key, verdict }).then(
          () => notifyUndo(t(markedSaid[verdict], { count }), () => mark({ key, verdict: asMark(marked) })),
          failed,
        ),
      label: ({ key, count, label: before }, after) =>
        void label({ key, label: after }).then(
          () =>
            notifyUndo(t(after === '' ? 'didUnlabel' : 'didLabel', { count, label: after }), () =>
              label({ key, label: before }),
            ),
          failed,
        ),
      check: (before, after) =>
        check(after).then(() =>
          notifyUndo(t(after.kind === '' ? 'didUncheck' : 'didCheck'), () => check(before)),
        ),
      equivalence: (before, after) =>
        equivalence(after).then(() => notifyUndo(t('didGroup'), () => equivalence(before))),
    }),
    [t, mark, label, check, equivalence],
  )
}
