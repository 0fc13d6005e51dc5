import { ActionIcon, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNamesHidden } from '../components/StudentName'
import classes from './NamesToggle.module.css'

/** The button that hides the students' names and shows them again; pressed while they are hidden. */
export function NamesToggle({ onToggle }: { onToggle: () => void }) {
  const { t } = useTranslation('shell')
  const areHidden = useNamesHidden()
  return (
    <Tooltip label={t(areHidden ? 'names.show' : 'names.hide')}>
      <ActionIcon
        size={32}
        className={classes.tool}
        aria-label={t('names.hide')}
        aria-pressed={areHidden}
        onClick={onToggle}
      >
        {areHidden ? <IconEyeOff size={16} /> : <IconEye size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}
