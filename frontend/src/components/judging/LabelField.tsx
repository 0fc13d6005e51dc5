import { ActionIcon, Autocomplete, Kbd } from '@mantine/core'
import { IconTag, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from '../Tag'
import { limits } from '../../lib/limits'
import { useDraft } from '../../lib/useDraft'
import classes from './LabelField.module.css'

interface LabelFieldProps {
  /** What gets the label; what was typed is kept by it. */
  of: string
  label: string
  /** Labels given before, to choose from. */
  known: string[]
  onSave: (label: string) => void
  onClose: () => void
}

/** A field for the label of a group: Enter saves it, Esc leaves it as it was and keeps what was typed. */
export function LabelField({ of, label, known, onSave, onClose }: LabelFieldProps) {
  const { t } = useTranslation('question')
  const { value: text, set: setText, forget } = useDraft(`label ${of}`, label)
  const save = (value: string) => {
    forget()
    if (value.trim() !== label) onSave(value.trim())
    onClose()
  }
  return (
    <div className={classes.labelling}>
      <Autocomplete
        aria-label={t('labelField')}
        data-autofocus
        autoFocus
        size="xs"
        maxLength={limits.MaxLabel}
        value={text}
        data={known}
        onChange={setText}
        onOptionSubmit={save}
        leftSection={<IconTag size={14} />}
        rightSection={<Kbd>Enter</Kbd>}
        rightSectionWidth="3.5rem"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.defaultPrevented) save(text)
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter' || event.key === 'Escape') event.stopPropagation()
        }}
        onBlur={onClose}
      />
      <span className="faint">{t('labelHint')}</span>
    </div>
  )
}

interface LabelTagProps {
  label: string
  onEdit: () => void
  onRemove: () => void
}

/** The label of a group. Pressed, it can be changed; its cross removes it. */
export function LabelTag({ label, onEdit, onRemove }: LabelTagProps) {
  const { t } = useTranslation('question')
  const { t: common } = useTranslation('common')
  return (
    <span className={classes.label}>
      <button
        type="button"
        className={classes.labelButton}
        title={t('editLabel', { label })}
        onClick={onEdit}
      >
        <Tag>
          <IconTag size={12} aria-hidden />
          &nbsp;<bdi>{label}</bdi>
        </Tag>
      </button>
      <ActionIcon size={20} aria-label={`${common('delete')} ${label}`} onClick={onRemove}>
        <IconX size={12} />
      </ActionIcon>
    </span>
  )
}
