import { ActionIcon, Autocomplete, Button, Kbd } from '@mantine/core'
import { IconBulb, IconTag, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hint } from '../../api/types'
import { Form } from '../Form'
import { Tag } from '../Tag'
import { limits } from '../../lib/limits'
import { useDraft } from '../../lib/useDraft'
import { hasHint, isSameHint, noHint } from './hint'
import { HintFields } from './HintFields'
import classes from './LabelField.module.css'

interface LabelFieldProps {
  /** What gets the label; what was typed is kept by it. */
  of: string
  label: string
  /** Labels given before, to choose from. */
  known: string[]
  /** The hint that goes with the label; undefined where none can be given, or it is not known yet. */
  hint?: Hint
  /** Who hears the hint, and when. */
  hintNote?: string
  /** Whether the hint is what is to be written. */
  isHintFirst?: boolean
  /** The hint is undefined if it stays as it is. */
  onSave: (label: string, hint?: Hint) => void
  onClose: () => void
}

/** Returns what was typed, which outlives the form, and what saves it or gives it up. */
function useLabelling({ of, label, known, hint: knownHint, onSave, onClose }: LabelFieldProps) {
  const hint = knownHint ?? noHint
  const text = useDraft(`label ${of}`, label)
  // The hint may come to be known while the label is typed: then this begins anew, with it.
  const hinted = useDraft(knownHint ? `hint ${of}` : `unknown hint ${of}`, hint)
  const [isHomeless, setHomeless] = useState(false)
  const isOthers = (name: string) => name !== label && known.includes(name)
  function leave() {
    text.forget()
    hinted.forget()
    onClose()
  }
  function save(typed: string) {
    const name = typed.trim()
    const isChanged = !isSameHint(hinted.value, hint)
    const isLost = name === '' && isChanged && hasHint(hinted.value)
    setHomeless(isLost)
    if (isLost) return
    // A label that other groups have brings its own hint.
    const next = name === '' || isOthers(name) ? undefined : hinted.value
    leave()
    if (name !== label || (isChanged && next)) onSave(name, next)
  }
  const canHint = knownHint !== undefined && !isOthers(text.value.trim())
  return { text, hinted, isHomeless, canHint, isHinted: hasHint(hint), save, leave }
}

function AddHint({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation('feedback')
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconBulb size={14} />}
      // The focus stays in the form, which closes without it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onAdd}
    >
      {t('addHint')}
    </Button>
  )
}

/** Returns how a field is named: by a caption if the fields below it have theirs too. */
function named(name: string, hasCaption: boolean) {
  return hasCaption ? { label: name } : { 'aria-label': name }
}

/**
 * A form for the label of a group and the hint that goes with it: Enter in the label and Ctrl Enter everywhere save it, Esc
 * leaves it as it was and keeps what was typed.
 */
export function LabelField(props: LabelFieldProps) {
  const { known, hintNote = '', isHintFirst = false, onClose } = props
  const { t } = useTranslation(['question', 'feedback'])
  const { text, hinted, isHomeless, canHint, isHinted, save, leave } = useLabelling(props)
  const [isHintOpen, setHintOpen] = useState(isHintFirst || hasHint(hinted.value))
  const hasFields = canHint && (isHintOpen || isHinted)
  return (
    <Form
      className={classes.labelling}
      onSend={() => save(text.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
      // A hint is written with a look around; a label alone is quick to type again.
      onBlur={(event) => {
        if (!hasFields && !event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      <Autocomplete
        {...named(t('labelField'), hasFields)}
        data-autofocus
        autoFocus={!isHintFirst}
        size="xs"
        maxLength={limits.MaxLabel}
        value={text.value}
        error={isHomeless && t('feedback:needsLabel')}
        data={known}
        onChange={text.set}
        onOptionSubmit={save}
        leftSection={<IconTag size={14} />}
        rightSection={!hasFields && <Kbd>Enter</Kbd>}
        rightSectionWidth="3.5rem"
      />
      <span className="faint">{t('labelHint')}</span>
      {canHint && !hasFields && <AddHint onAdd={() => setHintOpen(true)} />}
      {hasFields && (
        <HintFields
          hint={hinted.value}
          onHint={hinted.set}
          isFocused={isHintFirst || !isHinted}
          note={hintNote}
          onCancel={leave}
        />
      )}
    </Form>
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
