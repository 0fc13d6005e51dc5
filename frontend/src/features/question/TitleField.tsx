import { TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRename } from '../../components/catalogue/useCatalogue'
import { limits } from '../../lib/limits'
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

/** The title of a question. Pressed, it becomes a field: Enter saves it, Esc leaves it as it was. */
export function TitleField({ isEditing, onEditing, ...question }: TitleFieldProps) {
  const { t } = useTranslation('question')
  const [typed, setTyped] = useState('')
  const rename = useRename(question.sessionId)
  if (!isEditing) {
    return (
      <button
        type="button"
        className={classes.titleButton}
        data-empty={question.title === ''}
        title={t('editTitle')}
        onClick={() => {
          setTyped(question.title)
          onEditing(true)
        }}
      >
        <span>{question.title === '' ? t('noTitle') : <bdi>{question.title}</bdi>}</span>
        <IconPencil size={14} aria-hidden />
      </button>
    )
  }
  const keep = () => {
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
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onEditing(false)
      }}
    />
  )
}
