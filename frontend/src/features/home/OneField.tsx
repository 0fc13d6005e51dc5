import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Form } from '../../components/Form'
import { Key } from '../../components/Key'
import { limits } from '../../lib/limits'
import classes from './OneField.module.css'

interface OneFieldProps {
  title: string
  lead: ReactNode
  label: string
  initial: string
  hint: ReactNode
  action: string
  isBusy: boolean
  error: Error | null
  onSubmit: (value: string) => void
}

/** A page that asks for one thing; Enter goes on. */
export function OneField({
  title,
  lead,
  label,
  initial,
  hint,
  action,
  isBusy,
  error,
  onSubmit,
}: OneFieldProps) {
  const [value, setValue] = useState(initial)
  return (
    <Form canSend={value.trim() !== ''} onSend={() => onSubmit(value.trim())}>
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.lead}>{lead}</p>
      <div className={classes.field}>
        <TextInput
          size="lg"
          label={label}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          maxLength={limits.MaxName}
          error={error?.message}
          data-autofocus
          autoFocus
          autoComplete="off"
          spellCheck={false}
        />
        <Button
          size="lg"
          type="submit"
          disabled={value.trim() === ''}
          loading={isBusy}
          rightSection={<Key>Enter</Key>}
        >
          {action}
        </Button>
      </div>
      <p className={classes.hint}>{hint}</p>
    </Form>
  )
}
