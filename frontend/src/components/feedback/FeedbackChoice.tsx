import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FeedbackKind, feedbackKinds } from './feedback'

interface FeedbackChoiceProps {
  kind: FeedbackKind
  onKind: (kind: FeedbackKind) => void
}

/** Chooses what students hear of all questions, without the rules that say when. */
export function FeedbackChoice({ kind, onKind }: FeedbackChoiceProps) {
  const { t } = useTranslation('feedback')
  return (
    <Select
      label={t('title')}
      description={t('choiceNote')}
      data={feedbackKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
      value={kind}
      allowDeselect={false}
      comboboxProps={{ keepMounted: false }}
      onChange={(chosen) => {
        const known = feedbackKinds.find((each) => each === chosen)
        if (known) onKind(known)
      }}
    />
  )
}
