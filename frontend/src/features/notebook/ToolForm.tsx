import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Form } from '../../components/Form'
import classes from './ToolForm.module.css'

interface ToolFormProps {
  /** What the button says. */
  does: string
  isBusy: boolean
  /** Whether what is filled in is enough. */
  isComplete?: boolean
  onSend: () => void
  /** What stands above the button. */
  children: ReactNode
}

/** The form of a tool that takes one step: its fields, and the button below them. */
export function ToolForm({ does, isBusy, isComplete = true, onSend, children }: ToolFormProps) {
  return (
    <Form className={classes.form} canSend={isComplete && !isBusy} onSend={onSend}>
      {children}
      <Button type="submit" className={classes.do} loading={isBusy} disabled={!isComplete}>
        {does}
      </Button>
    </Form>
  )
}
