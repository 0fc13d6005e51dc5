import { TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRename } from '../../components/catalogue/useCatalogue'
import { limits } from '../../lib/limits'
import { useDraft } from '../../lib/useDraft'
import classes from './TitleField.module.css'

interface TitleFieldProps {
  sessionId: number
  label: string
  title: string
  order: number
  added: boolean
  isEditing: boolean
  onEditing: (isEditing: boolean) => void
}

/** The title of a question. Pressed, it becomes a field: Enter saves it, Esc leaves it as it was and keeps what was typed. */
export function TitleField({ isEditing, onEditing, ...question }: TitleFieldProps) {
  const { t } = useTranslation('question')
  const { value, set } = useDraft<string | undefined>(
    `title ${String(question.sessionId)} ${question.label}`,
    undefined,
  )
  const typed = value ?? question.title
  const rename = useRename(question.sessionId)
  if (!isEditing) {
    return (
      <button
        type="button"
        className={classes.titleButton}
        data-empty={question.title === ''}
        title={question.title === '' ? t('editTitle') : `${question.title}. ${t('editTitle')}`}
        onClick={() => onEditing(true)}
      >
        <span>{question.title === '' ? t('noTitle') : <bdi>{question.title}</bdi>}</span>
        <IconPencil size={14} aria-hidden />
      </button>
    )
  }
  const keep = () => {
    set(undefined)
    rename(question, typed)
    onEditing(false)
  }
  return (
    <TextInput
      className={classes.titleField}
      aria-label={t('title')}
      autoFocus
      maxLength={limits.MaxTitle}
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={keep}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onEditing(false)
      }}
    />
  )
}
