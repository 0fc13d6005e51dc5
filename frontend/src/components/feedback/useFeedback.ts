import { useTranslation } from 'react-i18next'
import { useReleaseFeedback, useSetFeedback, useSetSessionFeedback } from '../../api/feedback'
import type { Feedback, QuestionPage, QuestionQuery } from '../../api/types'
import { notifyUndo } from '../undo'
import { asSession, isSameFeedback, useFeedbackWords } from './feedback'

/** The cache of mutations says what failed; here a failure must only not count as done. */
const failed = () => undefined

/** Returns what is set for a question itself, and what sets and releases it; each says what it did and can be undone. */
export function useQuestionFeedback(query: QuestionQuery, page: QuestionPage) {
  const { t } = useTranslation('feedback')
  const words = useFeedbackWords()
  const { mutateAsync: set } = useSetFeedback(query)
  const { mutateAsync: release } = useReleaseFeedback(query.sessionId)
  const { label, feedback, ownFeedback, released, held } = page
  const before = ownFeedback ? feedback : asSession
  return {
    own: before,
    onSet: (after: Feedback) => {
      const isHeldAgain = released && after.hold
      if (isSameFeedback(before, after) && !isHeldAgain) return
      const says =
        after.kind === '' ? t('didSetAsSession', { label }) : t('didSet', { label, what: words(after) })
      void set(after).then(() => notifyUndo(says, () => set(before)), failed)
    },
    onRelease: () =>
      void release(query.question).then(
        () => notifyUndo(t('didRelease', { count: held }), () => set(before)),
        failed,
      ),
  }
}

/** Returns what sets and releases what students hear of all questions; each says what it did and can be undone. */
export function useSessionFeedback(id: number, feedback: Feedback) {
  const { t } = useTranslation('feedback')
  const words = useFeedbackWords()
  const { mutateAsync: set } = useSetSessionFeedback(id)
  const { mutateAsync: release } = useReleaseFeedback(id)
  return {
    onSet: (after: Feedback) => {
      if (isSameFeedback(feedback, after)) return
      void set(after).then(
        () => notifyUndo(t('didSetSession', { what: words(after) }), () => set(feedback)),
        failed,
      )
    },
    onRelease: () => void release('').then(() => notifyUndo(t('didReleaseAll'), () => set(feedback)), failed),
  }
}
