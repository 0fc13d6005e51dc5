import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Blank } from './Blank'

interface NoSessionProps {
  /** Whether there is any session that could be chosen. */
  hasSessions: boolean
  children: ReactNode
}

/** Says that no session is chosen, and leads to the page that chooses one. */
export function NoSession({ hasSessions, children }: NoSessionProps) {
  const { t } = useTranslation('common')
  return (
    <Blank
      icon={<IconStack2 size={24} />}
      title={t('noSession.title')}
      actions={
        <Button component={Link} href={hasSessions ? '/sessions' : '/'}>
          {t(hasSessions ? 'noSession.choose' : 'noSession.first')}
        </Button>
      }
    >
      {children}
    </Blank>
  )
}
