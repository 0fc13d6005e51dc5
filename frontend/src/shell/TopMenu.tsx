import { Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { SessionFacts } from '../api/types'
import { useNamesHidden } from '../components/StudentName'
import { useCopyFirstCell } from '../components/useCopy'
import { useScale } from '../lib/preferences'
import { projectorRoute } from '../lib/routes'
import { isOnTab, tabs } from './tabs'
import classes from './TopMenu.module.css'

/** Reports whether the window has no room for tabs beside each other: a phone, or 400 %. */
export function useIsNarrow(): boolean {
  const most = useScale()(640)
  return useMediaQuery(`(max-width: ${most}px)`, false, { getInitialValueInEffect: false })
}

/** What the bar and the status line offer. */
export interface BarActions {
  onTab: (tab: string) => void
  onFind: () => void
  onNames: () => void
  onMessage: () => void
  onMessages: () => void
  onJoin: (() => void) | undefined
  onKeys: () => void
}

interface TopMenuProps extends BarActions {
  session: SessionFacts | undefined
}

type SessionItemsProps = Pick<BarActions, 'onMessage' | 'onMessages'> & { session: SessionFacts }

function SessionItems({ session, onMessage, onMessages }: SessionItemsProps) {
  const { t } = useTranslation(['shell', 'projector'])
  const copy = useCopyFirstCell()
  const [, navigate] = useLocation()
  return (
    <>
      <Menu.Item onClick={() => void copy(session)}>
        {t('find.copyCell', { session: session.name })}
      </Menu.Item>
      <Menu.Item onClick={onMessage}>{t('find.message')}</Menu.Item>
      <Menu.Item onClick={onMessages}>{t('find.messages')}</Menu.Item>
      <Menu.Item onClick={() => navigate(projectorRoute('count'))}>{t('projector:project')}</Menu.Item>
    </>
  )
}

/** The tabs, and all that the bar and the status line offer, in one menu: for a window that has no room for them. */
export function TopMenu({ session, onTab, onFind, onNames, onJoin, onKeys, ...messages }: TopMenuProps) {
  const { t } = useTranslation('shell')
  const [path] = useLocation()
  const areHidden = useNamesHidden()
  const current = tabs.find((tab) => isOnTab(path, tab.path))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" className={classes.open} rightSection={<IconChevronDown size={14} />}>
          {current ? t(`tabs.${current.name}`) : t('tabs.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        {tabs.map((tab) => (
          <Menu.Item
            key={tab.path}
            aria-current={tab === current ? 'page' : undefined}
            className={classes.tab}
            onClick={() => onTab(tab.path)}
          >
            {t(`tabs.${tab.name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onFind}>{t('find.label')}</Menu.Item>
        {session && <SessionItems session={session} {...messages} />}
        {onJoin && <Menu.Item onClick={onJoin}>{t('find.join')}</Menu.Item>}
        <Menu.Item onClick={onNames}>{t(areHidden ? 'find.showNames' : 'find.hideNames')}</Menu.Item>
        <Menu.Item onClick={onKeys}>{t('find.keys')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
