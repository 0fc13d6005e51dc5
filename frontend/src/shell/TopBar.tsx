import { Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import type { Session } from '../api/types'
import { SessionSwitcher } from './SessionSwitcher'
import { isOnTab, tabs } from './tabs'
import classes from './TopBar.module.css'

interface TopBarProps {
  session: Session | undefined
  isSwitching: boolean
  onSwitching: (isSwitching: boolean) => void
  onFind: () => void
}

/** The current session, the tabs, find-or-do. */
export function TopBar({ session, isSwitching, onSwitching, onFind }: TopBarProps) {
  const [path] = useLocation()
  return (
    <header className={classes.top}>
      <SessionSwitcher session={session} opened={isSwitching} onOpened={onSwitching} />
      <nav className={classes.tabs} aria-label="Tabs">
        {tabs.map((tab, i) => (
          <Link
            key={tab.path}
            href={tab.path}
            className={classes.tab}
            title={`${tab.name} (${i + 1})`}
            aria-current={isOnTab(path, tab.path) ? 'page' : undefined}
          >
            {tab.name}
          </Link>
        ))}
      </nav>
      <button type="button" className={classes.find} onClick={onFind} title="Find or do (Ctrl K)">
        <IconSearch size={14} aria-hidden />
        <span className={classes.findText}>Find or do</span>
        <Kbd className={classes.findKey}>Ctrl K</Kbd>
      </button>
    </header>
  )
}
