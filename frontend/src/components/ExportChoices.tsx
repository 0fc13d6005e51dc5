import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../api/client'

/** The formats of an export, as the content of a menu. */
export function ExportChoices({ onChoose }: { onChoose: (format: ExportFormat) => void }) {
  const { t } = useTranslation('common')
  return (
    <Menu.Dropdown>
      <Menu.Item onClick={() => onChoose('csv')}>{t('exportCsv')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('excel')}>{t('exportExcel')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('xlsx')}>{t('exportXlsx')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('zip')}>{t('exportZip')}</Menu.Item>
    </Menu.Dropdown>
  )
}
