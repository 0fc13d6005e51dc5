import { ActionIcon, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconGripVertical, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DashboardQuestion } from '../../api/types'
import { limits } from '../../lib/limits'
import { QuestionLabel } from '../QuestionLabel'
import classes from './CatalogueRow.module.css'

interface CatalogueRowProps {
  entry: DashboardQuestion
  isDragged: boolean
  onMove: (by: 1 | -1) => void
  onRename: (title: string) => void
  onRemove: () => void
  onDrag: (state: 'start' | 'over' | 'end') => void
}

/** A question of the catalogue. Its title can be typed, it can be moved, and removed if nobody sent it. */
export function CatalogueRow({ entry, isDragged, onMove, onRename, onRemove, onDrag }: CatalogueRowProps) {
  const { t } = useTranslation('catalogue')
  const { label, title, students } = entry
  // A title that arrives while the next one is being typed, such as the one saved before, takes nothing away.
  const [typed, setTyped] = useState<string>()
  const [isTyping, setIsTyping] = useState(false)
  const [known, setKnown] = useState(title)
  if (known !== title) {
    setKnown(title)
    if (!isTyping) setTyped(undefined)
  }
  return (
    <li
      className={classes.row}
      data-dragged={isDragged}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', label)
        onDrag('start')
      }}
      onDragOver={(event) => {
        event.preventDefault()
        onDrag('over')
      }}
      onDragEnd={() => onDrag('end')}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        onMove(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <IconGripVertical size={14} className={classes.grip} aria-hidden />
      <QuestionLabel>{label}</QuestionLabel>
      <TextInput
        size="xs"
        className="grow"
        aria-label={t('titleOf', { label })}
        placeholder={students === 0 ? t('notSentYet') : t('noTitle')}
        maxLength={limits.MaxTitle}
        value={typed ?? title}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={() => setIsTyping(true)}
        onBlur={(event) => {
          setIsTyping(false)
          onRename(event.currentTarget.value)
        }}
        // Escape closes the dialog, and would take what was typed with it.
        onKeyDown={(event) => ['Enter', 'Escape'].includes(event.key) && event.currentTarget.blur()}
      />
      {students === 0 && (
        <ActionIcon aria-label={t('remove', { label })} title={t('remove', { label })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      )}
      <ActionIcon aria-label={t('moveUp', { label })} onClick={() => onMove(-1)}>
        <IconChevronUp size={14} />
      </ActionIcon>
      <ActionIcon aria-label={t('moveDown', { label })} onClick={() => onMove(1)}>
        <IconChevronDown size={14} />
      </ActionIcon>
    </li>
  )
}
