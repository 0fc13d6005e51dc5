import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExportFormat, exportSelection } from '../../../api/client'
import type { Selection } from '../../../api/types'
import { ExportChoices } from '../../../components/ExportChoices'
import { notifyDone, notifyError } from '../../../components/notify'
import { Naming } from '../../../components/StudentName'
import { useShortcuts } from '../../../lib/shortcuts'

interface ExportButtonProps {
  label: string
  chosen: () => Selection
  /** There is nothing to export. */
  disabled?: boolean
}

/** The button that exports records to a file; E presses it. */
export function ExportButton({ label, chosen, disabled }: ExportButtonProps) {
  const { t } = useTranslation('records')
  const [isOpen, setOpen] = useState(false)
  useShortcuts({ e: () => (disabled ? false : setOpen(true)) })
  const save = (format: ExportFormat) =>
    exportSelection(chosen(), format).then((path) => {
      if (path !== '')
        notifyDone(
          <Naming say={({ areHidden }) => (areHidden ? t('count.saved') : t('count.savedAs', { path }))} />,
        )
    }, notifyError)
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
      <ExportChoices onChoose={(format) => void save(format)} />
    </Menu>
  )
}
