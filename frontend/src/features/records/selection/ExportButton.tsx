import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useCurrentSession } from '../../../api/queries'
import type { Selection } from '../../../api/types'
import { ExportChoices } from '../../../components/ExportChoices'
import { useExport } from '../../../components/useExport'
import { useShortcuts } from '../../../lib/shortcuts'

interface ExportButtonProps {
  label: string
  chosen: () => Selection
  /** How many records that are. */
  count: number
  /** There is nothing to export. */
  disabled?: boolean
}

/** The button that exports records to a file; E presses it. */
export function ExportButton({ label, chosen, count, disabled }: ExportButtonProps) {
  const session = useCurrentSession()
  const save = useExport()
  const [isOpen, setOpen] = useState(false)
  useShortcuts({ e: () => (disabled ? false : setOpen(true)) })
  return (
    <Menu opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          disabled={disabled}
          title={`${label} (E)`}
          leftSection={<IconDownload size={14} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <ExportChoices
        sessionId={session?.id}
        onChoose={(format, names) =>
          save({ selection: chosen(), name: session?.name ?? '', records: count, format, names })
        }
      />
    </Menu>
  )
}
