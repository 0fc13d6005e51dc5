import { Kbd, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../api/types'
import { limits } from '../../lib/limits'
import { isSendKey } from '../../lib/shortcuts'
import { kindOf } from './rule'
import { ToleranceField } from './ToleranceField'
import classes from './RuleFields.module.css'

interface RuleFieldsProps {
  check: Check
  /** Why the app refused what was typed; empty if it did not. */
  refused: string
  onSet: (check: Check) => void
}

interface LineProps {
  label: string
  hint: string
  value: string
  maxLength: number
  error: string
  onSet: (value: string) => void
}

/** A field of one line that takes effect with Enter and when it loses the focus. */
function Line({ label, hint, value, maxLength, error, onSet }: LineProps) {
  const { t } = useTranslation('question')
  const [typed, setTyped] = useState(value)
  const set = () => typed !== value && onSet(typed)
  const missing = value === '' && typed === '' ? t('needsExpected') : hint
  return (
    <TextInput
      size="xs"
      classNames={{ input: 'mono' }}
      label={label}
      description={typed === value ? missing : t('setAtEnter')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={maxLength}
      value={typed}
      error={error}
      rightSection={typed !== value && <Kbd>Enter</Kbd>}
      rightSectionWidth="3.5rem"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={(event) => event.key === 'Enter' && set()}
      spellCheck={false}
    />
  )
}

/** A field of several lines, one answer each, that takes effect when it loses the focus. */
function Lines({ check, refused, onSet }: RuleFieldsProps) {
  const { t } = useTranslation('question')
  const value = check.expected.join('\n')
  const [typed, setTyped] = useState(value)
  const set = () => {
    if (typed !== value) onSet({ ...check, expected: typed.split('\n').filter((line) => line.trim() !== '') })
  }
  return (
    <Textarea
      size="xs"
      classNames={{ input: 'mono' }}
      label={t('expected')}
      description={`${t('oneofHint')} ${t('expectedHint', { text: t('expectedText') })}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={limits.MaxExpected}
      value={typed}
      error={refused}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={(event) => isSendKey(event) && set()}
      spellCheck={false}
    />
  )
}

/** The fields of a rule of the chosen kind. */
export function RuleFields({ check, refused, onSet }: RuleFieldsProps) {
  const { t } = useTranslation('question')
  const kind = kindOf(check)
  if (kind === 'none' || kind === 'record' || kind === 'outputs') {
    return refused === '' ? null : <p className={classes.refused}>{refused}</p>
  }
  if (kind === 'oneof') return <Lines check={check} refused={refused} onSet={onSet} />
  if (kind === 'pattern') {
    return (
      <Line
        label={t('pattern')}
        hint={t('patternHint')}
        value={check.pattern}
        maxLength={limits.MaxPattern}
        error={refused}
        onSet={(pattern) => onSet({ ...check, pattern })}
      />
    )
  }
  return (
    <>
      <Line
        label={t('expected')}
        hint={t('expectedHint', { text: t('expectedText') })}
        value={check.expected[0] ?? ''}
        maxLength={limits.MaxExpected}
        error={refused}
        onSet={(expected) => onSet({ ...check, expected: [expected] })}
      />
      {kind === 'tolerance' && (
        <>
          <ToleranceField
            label={t('relative')}
            value={check.relative}
            onSet={(relative) => onSet({ ...check, relative })}
          />
          <ToleranceField
            label={t('absolute')}
            value={check.absolute}
            onSet={(absolute) => onSet({ ...check, absolute })}
          />
        </>
      )}
    </>
  )
}
