import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { exportSelection } from '../../../api/client'
import type { Selection } from '../../../api/types'
import { ExportChoices } from '../../../components/ExportChoices'
import { notifyDone, notifyError } from '../../../components/notify'
import { Naming } from '../../../components/StudentName'

interface ExportButtonProps {
  label: string
  chosen: () => Selection
  /** There is nothing to export. */
  disabled?: boolean
}

/** The button that exports records to a file. */
export function ExportButton({ label, chosen, disabled }: ExportButtonProps) {
  const { t } = useTranslation('records')
  const save = (format: 'csv' | 'zip') =>
    exportSelection(chosen(), format).then((path) => {
      if (path !== '')
        notifyDone(
          <Naming say={({ areHidden }) => (areHidden ? t('count.saved') : t('count.savedAs', { path }))} />,
        )
    }, notifyError)
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          disabled={disabled}
          leftSection={<IconDownload size={14} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <ExportChoices onChoose={(format) => void save(format)} />
    </Menu>
  )
}
