import { useTranslation } from 'react-i18next'
import { QuestionLabel } from '../../../components/QuestionLabel'

/** A question by its label and its title; '' for none. */
export function QuestionTitle({ label, title }: { label: string; title: string }) {
  const { t } = useTranslation('common')
  const said = title === '' ? t('questionLabel', { label }) : title
  return (
    <>
      <QuestionLabel>{label}</QuestionLabel>
      <bdi className="truncate" title={said}>
        {said}
      </bdi>
    </>
  )
}
