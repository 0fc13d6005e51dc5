import { Button } from '@mantine/core'
import { IconMasksTheater } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { StartDemo } from '../../components/StartDemo'
import classes from './TryDemo.module.css'

/** Offers an invented class to who has no session yet. */
export function TryDemo() {
  const { t } = useTranslation('demo')
  return (
    <div className={classes.offer}>
      <p className="muted">{t('startNote')}</p>
      <StartDemo>
        {(isBusy) => (
          <Button variant="default" loading={isBusy} leftSection={<IconMasksTheater size={14} />}>
            {t('start')}
          </Button>
        )}
      </StartDemo>
    </div>
  )
}
