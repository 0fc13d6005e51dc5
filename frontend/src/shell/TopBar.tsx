import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconClipboardCopy, IconPresentation, IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useWaiting } from '../api/dashboard'
import type { SessionFacts } from '../api/types'
import { Key } from '../components/Key'
import { useCopyFirstCell, useIsCellCopied } from '../components/useCopy'
import { isFilterWaiting } from '../features/records/route/lastAddress'
import { formatCount } from '../lib/format'
import { NamesToggle } from './NamesToggle'
import { SessionSwitcher } from './SessionSwitcher'
import { isOnTab, tabs } from './tabs'
import { useProjectorHere } from './useProjectorKey'
import classes from './TopBar.module.css'

interface TopBarProps {
  session: SessionFacts | undefined
  isSwitching: boolean
  onSwitching: (isSwitching: boolean) => void
  onTab: (tab: string) => void
  onFind: () => void
  onNames: () => void
  /** The menu that has the tabs and the tools; undefined where the bar has room for them. */
  menu: ReactNode
}

/** The button that copies the first cell. */
function CopyCell({ session }: { session: SessionFacts }) {
  const { t } = useTranslation(['shell', 'common'])
  const copy = useCopyFirstCell()
  const isCopied = useIsCellCopied(session)
  const label = t('withKey', { what: t('find.copyCell', { session: session.name }), key: 'C' })
  return (
    <Tooltip label={isCopied ? t('common:copied') : label}>
      <ActionIcon size={32} className={classes.tool} aria-label={label} onClick={() => void copy(session)}>
        {isCopied ? <IconCheck size={16} /> : <IconClipboardCopy size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}

/** The button that opens the projector. */
function Project() {
  const { t } = useTranslation(['shell', 'projector'])
  const here = useProjectorHere()
  const label = t('withKey', { what: t('projector:project'), key: 'P' })
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} href={here} size={32} className={classes.tool} aria-label={label}>
        <IconPresentation size={16} />
      </ActionIcon>
    </Tooltip>
  )
}

interface TabProps extends Pick<TopBarProps, 'session' | 'onTab'> {
  tab: (typeof tabs)[number]
  digit: number
}

/** A tab. That of the records says when a filter waits in it, that of the dashboard how many ask for help. */
function Tab({ tab: { path, name }, digit, session, onTab }: TabProps) {
  const { t } = useTranslation('shell')
  const [here] = useLocation()
  const isHere = isOnTab(here, path)
  const isFiltered = name === 'records' && !isHere && session !== undefined && isFilterWaiting(session.id)
  const { data: waiting = [] } = useWaiting(name === 'dashboard' ? session?.id : undefined)
  const label = t(`tabs.${name}`)
  const notes = [
    label,
    ...(isFiltered ? [t('tabs.filtered')] : []),
    ...(waiting.length > 0 ? [t('status.asking', { count: waiting.length })] : []),
  ]
  return (
    <Link
      href={path}
      className={classes.tab}
      onClick={(event) => {
        event.preventDefault()
        onTab(path)
      }}
      title={t('withKey', { what: notes.join(', '), key: String(digit) })}
      aria-current={isHere ? 'page' : undefined}
      data-filtered={isFiltered}
    >
      {label}
      {waiting.length > 0 && (
        <span className={classes.count} aria-hidden>
          {formatCount(waiting.length)}
        </span>
      )}
    </Link>
  )
}

/** The top bar: the current session, the tabs, find-or-do, and the buttons of every page. */
export function TopBar({ session, isSwitching, onSwitching, onTab, onFind, onNames, menu }: TopBarProps) {
  const { t } = useTranslation('shell')
  if (menu !== undefined) {
    return (
      <header className={classes.top}>
        <SessionSwitcher session={session} opened={isSwitching} onOpened={onSwitching} />
        <span className="grow" />
        <nav className={classes.tabs} aria-label={t('tabs.label')}>
          {menu}
        </nav>
      </header>
    )
  }
  return (
    <header className={classes.top}>
      <SessionSwitcher session={session} opened={isSwitching} onOpened={onSwitching} />
      <nav className={classes.tabs} aria-label={t('tabs.label')}>
        {tabs.map((tab, i) => (
          <Tab key={tab.path} tab={tab} digit={i + 1} session={session} onTab={onTab} />
        ))}
      </nav>
      <span className="grow" />
      <button
        type="button"
        className={classes.find}
        onClick={onFind}
        title={t('withKey', { what: t('find.label'), key: 'Ctrl K' })}
      >
        <IconSearch size={14} aria-hidden />
        <span className={classes.findText}>{t('find.label')}</span>
        <Key className={classes.findKey}>Ctrl K</Key>
      </button>
      {session && !session.demo && <CopyCell session={session} />}
      <NamesToggle onToggle={onNames} />
      {session && <Project />}
    </header>
  )
}
