import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../api/types'

/** What students can hear of a question, from nothing to most. */
export const feedbackKinds = ['nothing', 'received', 'verdict', 'hint'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

/** What a question has that does as all questions of its session do. */
export const asSession: Feedback = { kind: '', afterAttempts: 0, afterMinutes: 0, atMost: 0, hold: false }

export function feedbackKind({ kind }: Pick<Feedback, 'kind'>): FeedbackKind {
  return feedbackKinds.find((known) => known === kind) ?? 'nothing'
}

/** Whether students hear what is right. */
export const isVerdictTold = (feedback: Pick<Feedback, 'kind'>): boolean =>
  ['verdict', 'hint'].includes(feedbackKind(feedback))

/** Returns a choice without the rules that it does not have: they say when verdicts are told. */
export const withItsRules = (feedback: Feedback): Feedback =>
  isVerdictTold(feedback) ? feedback : { ...asSession, kind: feedback.kind }

/** Whether figures say when verdicts are told, and how often. */
export const hasFigures = ({ afterAttempts, afterMinutes, atMost }: Feedback): boolean =>
  afterAttempts > 1 || afterMinutes > 0 || atMost > 0

export const isSameFeedback = (a: Feedback, b: Feedback): boolean =>
  a.kind === b.kind &&
  a.afterAttempts === b.afterAttempts &&
  a.afterMinutes === b.afterMinutes &&
  a.atMost === b.atMost &&
  a.hold === b.hold

/** Returns what says in words what students hear, and by which rules. */
export function useFeedbackWords(): (feedback: Feedback, isReleased?: boolean) => string {
  const { t } = useTranslation('feedback')
  return (feedback, isReleased = false) => {
    const { afterAttempts, afterMinutes, atMost, hold } = feedback
    const rules = [
      afterAttempts > 1 && t('from', { count: afterAttempts }),
      afterMinutes > 0 && t('after', { count: afterMinutes }),
      atMost > 0 && t('atMost', { count: atMost }),
      hold && t(isReleased ? 'released' : 'held'),
    ]
    return [t(`kind.${feedbackKind(feedback)}`), ...rules.filter((rule) => rule !== false)].join(', ')
  }
}
