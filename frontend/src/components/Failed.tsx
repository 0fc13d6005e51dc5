import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Blank } from './Blank'

/** Stands for a page whose data could not be read; offers to try again. */
export function Failed({ error, retry }: { error: Error; retry: () => unknown }) {
  const { t } = useTranslation('common')
  return (
    <Blank
      icon={<IconPlugConnectedX size={24} />}
      title={t('failed')}
      actions={
        <Button variant="default" onClick={() => retry()}>
          {t('tryAgain')}
        </Button>
      }
    >
      {error.message}
    </Blank>
  )
}
