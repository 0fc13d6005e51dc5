import type { SpotlightActionData } from '@mantine/spotlight'
import { IconLockOpen, IconMessageCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SessionFacts } from '../api/types'
import { asSession, feedbackKind, feedbackKinds, withItsRules } from '../components/feedback/feedback'
import { useSessionFeedback } from '../components/feedback/useFeedback'
import { action } from './action'

/** Returns the actions on what the students of a session hear. */
export function useFeedbackActions(session: SessionFacts | undefined): SpotlightActionData[] {
  const { t } = useTranslation('feedback')
  const feedback = session?.feedback ?? asSession
  const { onSet, onRelease } = useSessionFeedback(session?.id ?? 0, feedback)
  if (!session) return []
  const others = feedbackKinds.filter((kind) => kind !== feedbackKind(feedback))
  return [
    ...others.map((kind) =>
      action(`feedback ${kind}`, t('find.kind', { kind: t(`kind.${kind}`) }), IconMessageCheck, () =>
        onSet(withItsRules({ ...feedback, kind })),
      ),
    ),
    action('release', t('find.release'), IconLockOpen, onRelease),
  ]
}
