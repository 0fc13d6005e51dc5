import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseTolerance, toleranceText } from './tolerance'
import classes from './ToleranceField.module.css'

interface ToleranceFieldProps {
  label: string
  value: number
  onSet: (value: number) => void
}

/** A field for a tolerance: takes effect with Enter and when it loses the focus, if it is a number. */
export function ToleranceField({ label, value, onSet }: ToleranceFieldProps) {
  const { t } = useTranslation('question')
  const [draft, setDraft] = useState<string>()
  const typed = draft ?? toleranceText(value)
  const parsed = parseTolerance(typed)
  function set() {
    if (parsed === undefined) return
    setDraft(undefined)
    if (parsed !== value) onSet(parsed)
  }
  return (
    <TextInput
      className={classes.option}
      classNames={{ input: 'mono' }}
      size="xs"
      label={label}
      value={typed}
      error={parsed === undefined && t('notANumber')}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={(event) => event.key === 'Enter' && set()}
      spellCheck={false}
    />
  )
}
