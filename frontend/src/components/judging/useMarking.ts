import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type GroupOf, type Mark, useLabelGroup, useMarkGroup } from '../../api/questions'
import { notifyUndo } from '../undo'

const markedSaid = { right: 'didRight', wrong: 'didWrong', '': 'didUnmark' } as const

/** A group to be marked: how many answers it has, and what the teacher said of it before. */
export interface MarkedGroup extends GroupOf {
  count: number
  marked: string
  label: string
}

/** What can be said of a group by hand. It acts at once, says what it did and can be taken back. */
export interface Marking {
  mark: (group: MarkedGroup, verdict: Mark) => void
  label: (group: MarkedGroup, label: string) => void
}

const asMark = (said: string): Mark => (said === 'right' || said === 'wrong' ? said : '')

/** The cache of mutations says what failed; here a failure must only not count as done. */
const failed = () => undefined

/** Returns what marks and labels groups of a session: the same object until the session changes. */
export function useMarking(sessionId: number): Marking {
  const { t } = useTranslation('question')
  const { mutateAsync: mark } = useMarkGroup(sessionId)
  const { mutateAsync: label } = useLabelGroup(sessionId)
  return useMemo(
    () => ({
      mark: ({ query, key, count, marked }, verdict) =>
        void mark({ query, key, verdict }).then(
          () =>
            notifyUndo(t(markedSaid[verdict], { count }), () =>
              mark({ query, key, verdict: asMark(marked) }),
            ),
          failed,
        ),
      label: ({ query, key, count, label: before }, after) =>
        void label({ query, key, label: after }).then(
          () =>
            notifyUndo(t(after === '' ? 'didUnlabel' : 'didLabel', { count, label: after }), () =>
              label({ query, key, label: before }),
            ),
          failed,
        ),
    }),
    [t, mark, label],
  )
}
