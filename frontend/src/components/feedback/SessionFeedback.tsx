import { useTranslation } from 'react-i18next'
import type { SessionFacts } from '../../api/types'
import { FeedbackButton } from './FeedbackButton'
import { useSessionFeedback } from './useFeedback'

interface SessionFeedbackProps {
  session: Pick<SessionFacts, 'id' | 'feedback'>
  hasKey?: boolean
  isShort?: boolean
}

/** What students hear of all questions of a session, and what sets it. */
export function SessionFeedback({ session, hasKey = false, isShort = false }: SessionFeedbackProps) {
  const { t } = useTranslation('feedback')
  const { onSet } = useSessionFeedback(session.id, session.feedback)
  return (
    <FeedbackButton
      hasKey={hasKey}
      isShort={isShort}
      of={t('ofSession')}
      feedback={session.feedback}
      set={session.feedback}
      note={`${t('othersKeep')} ${t('nothingLeaves')}`}
      onSet={onSet}
    />
  )
}
