import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Says that something was done. */
export function notifyDone(message: ReactNode): void {
  notifications.show({ message, icon: <IconCheck size={14} />, withBorder: false, autoClose: 4000 })
}

/** Says that something failed, long enough to be read; once, even if several calls failed. */
export function notifyError(thrown: unknown): void {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  notifications.hide(message)
  notifications.show({
    id: message,
    message,
    icon: <IconAlertTriangle size={14} />,
    color: 'red',
    autoClose: 12_000,
  })
}
