import { TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetQuestion } from '../../api/questions'
import { notifyUndo } from '../../components/undo'
import classes from './page.module.css'

const MAX_TITLE = 200

interface TitleFieldProps {
  sessionId: number
  label: string
  title: string
  order: number
  isEditing: boolean
  onEditing: (isEditing: boolean) => void
}

/** Returns what gives a question its title, says so and can take it back. */
export function useRename(sessionId: number) {
  const { t } = useTranslation('question')
  const { mutateAsync: set } = useSetQuestion(sessionId)
  return (
    { label, title: before, order }: Pick<TitleFieldProps, 'label' | 'title' | 'order'>,
    typed: string,
  ) => {
    const title = typed.trim()
    if (title === before) return
    set({ label, title, order }).then(
      () =>
        notifyUndo(t(title === '' ? 'untitled' : 'titled', { label, title }), () =>
          set({ label, title: before, order }),
        ),
      () => undefined,
    )
  }
}

/** The title of a question: pressed it can be typed. Enter keeps it, Esc leaves it as it was. */
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
      maxLength={MAX_TITLE}
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
