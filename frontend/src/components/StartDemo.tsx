import { Menu } from '@mantine/core'
import { IconBolt, IconClock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useStartDemo } from '../api/mutations'

/** A button that starts an invented class, after the choice of its pace, and goes to the dashboard. */
export function StartDemo({ children }: { children: (isBusy: boolean) => ReactNode }) {
  const { t } = useTranslation('demo')
  const [, navigate] = useLocation()
  const { mutate: begin, isPending } = useStartDemo(() => navigate('/dashboard'))
  return (
    <Menu position="bottom-start">
      <Menu.Target>{children(isPending)}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconClock size={14} />} onClick={() => begin(false)}>
          {t('paced')}
        </Menu.Item>
        <Menu.Item leftSection={<IconBolt size={14} />} onClick={() => begin(true)}>
          {t('atOnce')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
