import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetHint } from '../../api/feedback'
import { type GroupOf, type Mark, useLabelGroup, useMarkGroup } from '../../api/questions'
import type { Hint } from '../../api/types'
import { notifyUndo } from '../undo'
import { hasHint, isSameHint, noHint } from './hint'

const markedSaid = { right: 'didRight', wrong: 'didWrong', '': 'didUnmark' } as const

/** A group to be marked: how many answers it has, and what the teacher said of it before. */
export interface MarkedGroup extends GroupOf {
  count: number
  marked: string
  label: string
  /** The hint that goes with its label, where that is known. */
  hint?: Hint
}

/** What can be said of a group by hand. It acts at once, says what it did and can be taken back. */
export interface Marking {
  mark: (group: MarkedGroup, verdict: Mark) => void
  /** Sets the label, and the hint that goes with it; undefined leaves that as it is. */
  label: (group: MarkedGroup, label: string, hint?: Hint) => void
}

const asMark = (said: string): Mark => (said === 'right' || said === 'wrong' ? said : '')

/** The cache of mutations says what failed; here a failure must only not count as done. */
const failed = () => undefined

/** Returns what marks and labels groups of a session: the same object until the session changes. */
export function useMarking(sessionId: number): Marking {
  const { t } = useTranslation(['question', 'feedback'])
  const { mutateAsync: mark } = useMarkGroup(sessionId)
  const { mutateAsync: setLabel } = useLabelGroup(sessionId)
  const { mutateAsync: setHint } = useSetHint(sessionId)
  return useMemo(() => {
    /** Sets a label and then the hint, which belongs to it. */
    async function label(group: MarkedGroup, after: string, hint?: Hint) {
      const { query, key, count, label: before } = group
      const hintBefore = group.hint ?? noHint
      const hintAfter = hint && !isSameHint(hint, hintBefore) ? hint : undefined
      if (after !== before) await setLabel({ query, key, label: after })
      if (hintAfter) await setHint({ query, key, hint: hintAfter })
      const said =
        after === ''
          ? t('didUnlabel', { count })
          : after !== before
            ? t('didLabel', { count, label: after })
            : hint && hasHint(hint)
              ? t('feedback:didHint', { count })
              : t('feedback:didUnhint')
      notifyUndo(said, async () => {
        if (hintAfter) await setHint({ query, key, hint: hintBefore })
        if (after !== before) await setLabel({ query, key, label: before })
      })
    }
    return {
      mark: ({ query, key, count, marked }, verdict) =>
        void mark({ query, key, verdict }).then(
          () =>
            notifyUndo(t(markedSaid[verdict], { count }), () =>
              mark({ query, key, verdict: asMark(marked) }),
            ),
          failed,
        ),
      label: (...of) => void label(...of).catch(failed),
    }
  }, [t, mark, setLabel, setHint])
}
