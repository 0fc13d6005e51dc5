import type { ComponentProps } from 'react'
import { isSendKey } from '../lib/shortcuts'

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  onSend: () => void
  /** Whether what is filled in can be sent. */
  canSend?: boolean
}

/** A form. Ctrl Enter sends it from every field, as its button does, and Enter from a field of one line. */
export function Form({ onSend, canSend = true, onKeyDown, ...props }: FormProps) {
  return (
    <form
      {...props}
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) onSend()
      }}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (!isSendKey(event) || event.defaultPrevented) return
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }}
    />
  )
}
