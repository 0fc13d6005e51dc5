import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Key } from './Key'

interface SendButtonProps extends Pick<ButtonProps, 'size' | 'disabled' | 'loading'> {
  children: ReactNode
}

/** The button that sends a form, with its key. */
export function SendButton(props: SendButtonProps) {
  return (
    <Button
      {...props}
      type="submit"
      aria-keyshortcuts="Control+Enter"
      rightSection={
        <span aria-hidden>
          <Key>Ctrl Enter</Key>
        </span>
      }
    />
  )
}
