import { spotlight } from '@mantine/spotlight'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCurrentFacts, useStatus } from '../api/queries'
import type { SessionFacts, Status } from '../api/types'
import { AfterAWhile } from '../components/AfterAWhile'
import { Failed } from '../components/Failed'
import { MessageForm } from '../components/MessageForm'
import { useUndoKey } from '../components/undo'
import { TransferDialog } from '../components/TransferDialog'
import { useCopyFirstCell } from '../components/useCopy'
import { useReplaced } from '../components/useReplaced'
import { useToggleNames } from '../components/useToggleNames'
import { JoinScreen } from '../features/join/JoinScreen'
import { AboutDialog } from '../features/settings/About'
import { newSessionRoute } from '../lib/lastRoute'
import { useShortcuts } from '../lib/shortcuts'
import { Announcer } from './Announcer'
import { CrashNotice } from './CrashNotice'
import { DemoBanner } from './DemoBanner'
import { Disconnected } from './Disconnected'
import { DropNotebook } from './DropNotebook'
import { FindOrDo } from './FindOrDo'
import { KeysSheet } from './KeysSheet'
import { MessageList } from './messages/MessageList'
import { NoticeLine } from './NoticeLine'
import { Pages } from './Pages'
import { StatusLine } from './StatusLine'
import { tabs } from './tabs'
import { TopBar } from './TopBar'
import { TopMenu, useIsNarrow } from './TopMenu'
import { useKeptFocus } from './useKeptFocus'
import { useMenu } from './useMenu'
import { useProjectorKey } from './useProjectorKey'
import { useTabs } from './useTabs'
import classes from './Shell.module.css'

/** The sheets that lie over the page, one at a time. */
type Sheet = 'switcher' | 'keys' | 'message' | 'messages' | 'join' | 'about'

interface SheetsProps {
  status: Status
  session: SessionFacts | undefined
  shown: Sheet | null
  onClose: () => void
}

function Sheets({ status, session, shown, onClose }: SheetsProps) {
  return (
    <>
      {session && (
        <>
          <MessageForm
            session={session}
            connected={status.connected}
            opened={shown === 'message'}
            onClose={onClose}
          />
          <MessageList
            session={session}
            connected={status.connected}
            opened={shown === 'messages'}
            onClose={onClose}
          />
        </>
      )}
      <JoinScreen status={status} session={session} opened={shown === 'join'} onClose={onClose} />
      <KeysSheet opened={shown === 'keys'} onClose={onClose} />
      <AboutDialog opened={shown === 'about'} onClose={onClose} />
      <CrashNotice status={status} />
    </>
  )
}

/** Sets the title of the window to the session that it shows. */
function useTitle(session: SessionFacts | undefined) {
  const { t } = useTranslation(['shell', 'common', 'demo'])
  useEffect(() => {
    const app = t('common:appName')
    if (session) document.title = t(session.demo ? 'demo:title' : 'title', { session: session.name, app })
    else document.title = app
  }, [session, t])
}

/** Stands in for the app until its state is known. */
function Starting({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useTranslation('shell')
  if (error) return <Failed error={error} retry={retry} />
  return (
    <AfterAWhile>
      <p className={classes.starting}>{t('starting')}</p>
    </AfterAWhile>
  )
}

function Main({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main)
  return (
    <main ref={main} className={classes.page}>
      {children}
    </main>
  )
}

/** The frame of the app: top bar, page and status line, and the keys, find-or-do and sheets of every page. */
export function Shell() {
  const status = useStatus()
  const session = useCurrentFacts()
  const copyFirstCell = useCopyFirstCell()
  const [, navigate] = useLocation()
  const goToTab = useTabs(session?.id)
  const toggleNames = useToggleNames()
  const [shown, show] = useState<Sheet | null>(null)
  const isSetUp = status.data !== undefined && status.data.owner !== ''
  const isNarrow = useIsNarrow()
  const actions = {
    onTab: goToTab,
    onFind: () => spotlight.open(),
    onNames: toggleNames,
    onMessage: () => show('message'),
    onMessages: () => show('messages'),
    onJoin: isSetUp ? () => show('join') : undefined,
    onKeys: () => show('keys'),
  }

  useTitle(session)
  useUndoKey()
  useReplaced()
  useProjectorKey()
  useShortcuts({
    ...Object.fromEntries(tabs.map((tab, i) => [String(i + 1), () => goToTab(tab.path)])),
    s: () => isSetUp && show('switcher'),
    n: () => isSetUp && navigate(newSessionRoute()),
    c: () => session !== undefined && void copyFirstCell(session),
    m: ({ shiftKey }) => session !== undefined && show(shiftKey ? 'messages' : 'message'),
    j: () => isSetUp && show('join'),
    a: ({ shiftKey }) => shiftKey && isSetUp && navigate('/assistants'),
    '?': () => show('keys'),
  })
  const goToHelp = () => {
    show(null)
    navigate('/help')
  }
  // Everywhere, because names are also shown in dialogs and under an enlarged picture.
  useShortcuts({ h: () => isSetUp && toggleNames(), F1: goToHelp }, 'everywhere')
  useMenu(session, {
    find: () => spotlight.open(),
    help: goToHelp,
    keys: () => show('keys'),
    about: () => show('about'),
  })

  if (!status.data) return <Starting error={status.error} retry={status.refetch} />
  return (
    <div className={classes.app}>
      <TopBar
        isSwitching={shown === 'switcher'}
        onSwitching={(isSwitching) => show(isSwitching ? 'switcher' : null)}
        onTab={goToTab}
        onFind={actions.onFind}
        onNames={toggleNames}
        session={session}
        menu={isNarrow ? <TopMenu session={session} {...actions} /> : undefined}
      />
      <Main>
        <Disconnected />
        {session?.demo && <DemoBanner session={session} status={status.data} />}
        <Pages />
      </Main>
      <div className={classes.foot}>
        <NoticeLine />
        <StatusLine
          status={status.data}
          session={session}
          onMessage={actions.onMessage}
          onMessages={actions.onMessages}
          onJoin={actions.onJoin}
          onKeys={actions.onKeys}
        />
      </div>
      <DropNotebook sessionId={session && !session.demo ? session.id : 0} />
      <FindOrDo
        session={session}
        isSetUp={isSetUp}
        onMessage={() => show('message')}
        onMessages={() => show('messages')}
        onJoin={() => show('join')}
        onKeys={() => show('keys')}
        onNames={toggleNames}
      />
      <TransferDialog />
      <Announcer session={session} notices={status.data.notices} />
      <Sheets status={status.data} session={session} shown={shown} onClose={() => show(null)} />
    </div>
  )
}
