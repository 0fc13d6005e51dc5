import { Menu } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { takeBack } from '../components/undo'
import { formatCount } from '../lib/format'
import { readUndo, subscribeUndo } from '../lib/undo'
import { useHeld } from '../lib/useReading'
import classes from './UndoList.module.css'

/** All that can be undone now, the newest first. It does not change while it is open. */
export function UndoList() {
  const { t } = useTranslation('common')
  const now = useSyncExternalStore(subscribeUndo, readUndo)
  const [isOpen, setOpen] = useState(false)
  const listed = useHeld(now, isOpen)
  if (listed.length === 0) return null
  const label = t('undoList', { count: listed.length })
  return (
    <Menu opened={isOpen} onChange={setOpen} position="top-end">
      <Menu.Target>
        <button type="button" className={classes.button} title={label} aria-label={label}>
          <IconArrowBackUp size={14} aria-hidden />
          {formatCount(listed.length)}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        <Menu.Label>{t('undo')}</Menu.Label>
        {listed.map(({ id, what }) => (
          <Menu.Item key={id} disabled={!now.some((one) => one.id === id)} onClick={() => takeBack(id)}>
            {what}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
