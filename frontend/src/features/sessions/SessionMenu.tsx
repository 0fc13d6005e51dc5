import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopyPlus,
  IconDots,
  IconDownload,
  IconEraser,
  IconFileZip,
  IconTable,
  IconPencil,
  IconPlayerPlay,
  IconPointFilled,
  IconReportAnalytics,
  IconSquare,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Session } from '../../api/types'
import { gradesRoute } from '../../lib/routes'
import type { Dialog } from './dialog'
import { useSessionActions } from './useSessionActions'
import classes from './SessionMenu.module.css'

const ICON = 14

interface SessionMenuProps {
  session: Session
  isCurrent: boolean
  label: string
  onDialog: (dialog: Dialog) => void
  onClosed: () => void
}

/** The open menu of all actions on a session. */
export function SessionMenu({ session, isCurrent, label, onDialog, onClosed }: SessionMenuProps) {
  const { t } = useTranslation(['sessions', 'privacy', 'team'])
  const { select, toggle, save } = useSessionActions(session)
  const Toggle = session.open ? IconSquare : IconPlayerPlay
  return (
    <div onClick={(event) => event.stopPropagation()}>
      <Menu opened onChange={(opened) => !opened && onClosed()} returnFocus>
        <Menu.Target>
          <ActionIcon aria-label={label}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isCurrent && (
            <Menu.Item leftSection={<IconPointFilled size={ICON} />} onClick={select}>
              {t('do.makeCurrent')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Toggle size={ICON} />} onClick={toggle}>
            {t(session.open ? 'do.close' : 'do.open')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopyPlus size={ICON} />}
            onClick={() => onDialog({ do: 'duplicate', session })}
          >
            {t('do.duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPencil size={ICON} />}
            onClick={() => onDialog({ do: 'edit', session })}
          >
            {t('do.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={ICON} />} onClick={() => save('csv')}>
            {t('do.exportCsv')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTable size={ICON} />} onClick={() => save('xlsx')}>
            {t('do.exportXlsx')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileZip size={ICON} />} onClick={() => save('zip')}>
            {t('do.exportZip')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            href={gradesRoute(session.id)}
            leftSection={<IconReportAnalytics size={ICON} />}
          >
            {t('do.grades')}
          </Menu.Item>
          {isCurrent && session.open && (
            <Menu.Item component={Link} href="/assistants" leftSection={<IconUserPlus size={ICON} />}>
              {t('team:item')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            className={classes.dangerItem}
            leftSection={<IconTrash size={ICON} />}
            onClick={() => onDialog({ do: 'delete', session })}
          >
            {t('do.delete')}
          </Menu.Item>
          {!session.demo && (
            <Menu.Item
              className={classes.dangerItem}
              leftSection={<IconEraser size={ICON} />}
              onClick={() => onDialog({ do: 'erase', session })}
            >
              {t('privacy:erase.item')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
