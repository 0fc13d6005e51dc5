import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Blank } from '../../components/Blank'

interface NoSessionsProps {
  /** The number of all sessions. */
  count: number
  onAdd: () => void
  onShowAll: () => void
}

/** Stands where the list would be: there are no sessions, or none that was looked for. */
export function NoSessions({ count, onAdd, onShowAll }: NoSessionsProps) {
  const { t } = useTranslation('sessions')
  const icon = <IconStack2 size={24} />
  if (count === 0) {
    return (
      <Blank icon={icon} title={t('none.title')} actions={<Button onClick={onAdd}>{t('new')}</Button>}>
        {t('none.text')}
      </Blank>
    )
  }
  return (
    <Blank
      icon={icon}
      title={t('noMatch.title', { count })}
      actions={
        <Button variant="default" onClick={onShowAll}>
          {t('noMatch.clear')}
        </Button>
      }
    >
      {t('noMatch.text')}
    </Blank>
  )
}
