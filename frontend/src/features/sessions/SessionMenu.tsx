import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconDownload,
  IconFileZip,
  IconPencil,
  IconPlayerPlay,
  IconPointFilled,
  IconSquare,
  IconTrash,
} from '@tabler/icons-react'
import type { Session } from '../../api/types'
import type { Dialog } from './dialog'
import { useSessionActions } from './useSessionActions'

const ICON = 14

interface SessionMenuProps {
  session: Session
  isCurrent: boolean
  onDialog: (dialog: Dialog) => void
}

/** All that can be done with a session. */
export function SessionMenu({ session, isCurrent, onDialog }: SessionMenuProps) {
  const { select, toggle, save } = useSessionActions(session)
  return (
    <div onClick={(event) => event.stopPropagation()}>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for ${session.name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!isCurrent && (
            <Menu.Item leftSection={<IconPointFilled size={ICON} />} onClick={select}>
              Make it the current session
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={session.open ? <IconSquare size={ICON} /> : <IconPlayerPlay size={ICON} />}
            onClick={toggle}
          >
            {session.open ? 'Close' : 'Open'}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPencil size={ICON} />}
            onClick={() => onDialog({ do: 'edit', session })}
          >
            Rename, describe
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={ICON} />} onClick={() => void save('csv')}>
            Export as CSV
          </Menu.Item>
          <Menu.Item leftSection={<IconFileZip size={ICON} />} onClick={() => void save('zip')}>
            Export as ZIP
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={ICON} />}
            onClick={() => onDialog({ do: 'delete', session })}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
