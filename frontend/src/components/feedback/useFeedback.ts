import { useTranslation } from 'react-i18next'
import {
  heldQuestions,
  holdAgain,
  useReleaseFeedback,
  useSetFeedback,
  useSetSessionFeedback,
} from '../../api/feedback'
import type { Feedback, QuestionPage, QuestionQuery } from '../../api/types'
import { notifyDone, notifyError } from '../notify'
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
  const own = ownFeedback ? feedback : asSession
  /** To set what holds verdicts back does so again, although they were released. */
  const hold = () => set(own)
  return {
    own,
    onSet: (after: Feedback, isHeldAgain: boolean) => {
      // What holds is set although it seems to be so already: that it was released may not have come here yet.
      if (isSameFeedback(own, after) && !isHeldAgain && !after.hold) return
      const what = words(after)
      const says = after.kind === '' ? t('didSetAsSession', { label }) : t('didSet', { label, what })
      const undo = () => set(own).then(() => (released ? release(label) : undefined))
      void set(after).then(() => notifyUndo(says, undo), failed)
    },
    onRelease: () =>
      void release(label).then(() => notifyUndo(t('didRelease', { count: held }), hold), failed),
  }
}

/** Returns what sets and releases what students hear of all questions; each says what it did and can be undone. */
export function useSessionFeedback(id: number, feedback: Feedback) {
  const { t } = useTranslation('feedback')
  const words = useFeedbackWords()
  const { mutateAsync: set } = useSetSessionFeedback(id)
  const { mutateAsync: release } = useReleaseFeedback(id)
  async function onRelease() {
    const waiting = await heldQuestions(id)
    const count = waiting.reduce((sum, { held }) => sum + held, 0)
    if (count > 0) await release('')
    if (count > 0) notifyUndo(t('didRelease', { count }), () => holdAgain(id, waiting))
    else notifyDone(t('nothingWaits'))
  }
  return {
    onSet: (after: Feedback) => {
      if (isSameFeedback(feedback, after) && !after.hold) return
      const says = t('didSetSession', { what: words(after) })
      void set(after).then(() => notifyUndo(says, () => set(feedback)), failed)
    },
    onRelease: () => void onRelease().catch(notifyError),
  }
}
