import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type ExportFormat, type ExportNames, forgetPseudonyms } from '../api/transfers'
import { gradesRoute } from '../lib/routes'
import { notifyDone, notifyError } from './notify'
import { useNamesHidden } from './StudentName'

const ICON = 14

interface ExportChoicesProps {
  /** The session, whose grades are offered too. */
  sessionId: number | undefined
  onChoose: (format: ExportFormat, names: ExportNames) => void
}

/**
 * The formats of an export, and whether it has names, as the content of a menu. While names are hidden an export has
 * none, unless the teacher chooses them here.
 */
export function ExportChoices({ sessionId, onChoose }: ExportChoicesProps) {
  const { t } = useTranslation('common')
  const areHidden = useNamesHidden()
  const [chosen, choose] = useState<ExportNames>('')
  const names = chosen === '' ? (areHidden ? 'anonymous' : 'names') : chosen
  const forget = () => void forgetPseudonyms().then(() => notifyDone(t('exportNames.forgotten')), notifyError)
  return (
    <Menu.Dropdown>
      <Menu.Item onClick={() => onChoose('csv', names)}>{t('exportCsv')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('excel', names)}>{t('exportExcel')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('xlsx', names)}>{t('exportXlsx')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('html', names)}>{t('exportHtml')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('ipynb', names)}>{t('exportIpynb')}</Menu.Item>
      <Menu.Item onClick={() => onChoose('zip', names)}>{t('exportZip')}</Menu.Item>
      {sessionId !== undefined && (
        <Menu.Item component={Link} href={gradesRoute(sessionId)}>
          {t('exportGrades')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Label>{t('exportNames.title')}</Menu.Label>
      {(['names', 'anonymous', 'term'] as const).map((each) => (
        <Menu.Item
          key={each}
          role="menuitemradio"
          aria-checked={names === each}
          closeMenuOnClick={false}
          leftSection={<IconCheck size={ICON} opacity={names === each ? 1 : 0} />}
          onClick={() => choose(each)}
        >
          {t(`exportNames.${each}`)}
        </Menu.Item>
      ))}
      {names !== 'names' && <Menu.Label>{t('exportNames.without')}</Menu.Label>}
      {names === 'term' && <Menu.Item onClick={forget}>{t('exportNames.forget')}</Menu.Item>}
    </Menu.Dropdown>
  )
}
