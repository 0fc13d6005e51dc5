import { spotlight } from '@mantine/spotlight'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useCurrentSession, useStatus } from '../api/queries'
import { ErrorBoundary } from '../components/ErrorBoundary'
import { MessageForm } from '../components/MessageForm'
import { AfterAWhile, Failed } from '../components/states'
import { useUndoKey } from '../components/undo'
import { useCopyFirstCell } from '../components/useCopy'
import { DashboardPage } from '../features/dashboard/DashboardPage'
import { DoctorPage } from '../features/doctor/DoctorPage'
import { HelpPage } from '../features/index/HelpPage'
import { IndexPage } from '../features/index/IndexPage'
import { JoinScreen } from '../features/join/JoinScreen'
import { RecordsPage } from '../features/records/RecordsPage'
import { SessionsPage } from '../features/sessions/SessionsPage'
import { AboutDialog } from '../features/settings/About'
import { SettingsPage } from '../features/settings/SettingsPage'
import { useShortcuts } from '../lib/shortcuts'
import { CrashNotice } from './CrashNotice'
import { Disconnected } from './Disconnected'
import { FindOrDo } from './FindOrDo'
import { KeysSheet } from './KeysSheet'
import { Leaving } from './Leaving'
import { StatusLine } from './StatusLine'
import { tabs } from './tabs'
import { TopBar } from './TopBar'
import { useMenu } from './useMenu'
import { useStages } from './useStages'
import { useTabs } from './useTabs'
import { useToggleNames } from './useToggleNames'
import classes from './Shell.module.css'

function Pages() {
  const { t } = useTranslation('shell')
  const [path] = useLocation()
  const broken = <Failed error={new Error(t('broken'))} retry={() => location.reload()} />
  return (
    <ErrorBoundary resetKey={path} fallback={broken}>
      <Switch>
        <Route path="/" component={IndexPage} />
        <Route path="/sessions/:id?" component={SessionsPage} />
        <Route path="/records" component={RecordsPage} />
        <Route path="/dashboard" component={DashboardPage} />
        <Route path="/settings" component={SettingsPage} />
        <Route path="/doctor" component={DoctorPage} />
        <Route path="/help" component={HelpPage} />
        <Route>
          <Redirect to="/" />
        </Route>
      </Switch>
    </ErrorBoundary>
  )
}

/** Bar, page and status line, and what is reached from everywhere: keys, find-or-do, sheets. */
export function Shell() {
  const { t } = useTranslation(['shell', 'common'])
  const status = useStatus()
  const session = useCurrentSession()
  const copyFirstCell = useCopyFirstCell()
  const [, navigate] = useLocation()
  const goToTab = useTabs(session?.id)
  const toggleNames = useToggleNames()
  const [isSwitching, setSwitching] = useState(false)
  const [areKeysShown, setKeysShown] = useState(false)
  const [isWriting, setWriting] = useState(false)
  const [isJoinShown, setJoinShown] = useState(false)
  const [isAboutShown, setAboutShown] = useState(false)
  const isSetUp = status.data !== undefined && status.data.owner !== ''

  useEffect(() => {
    const app = t('common:appName')
    document.title = session ? t('title', { session: session.name, app }) : app
  }, [session, t])

  useUndoKey()
  useShortcuts({
    ...Object.fromEntries(tabs.map((tab, i) => [String(i + 1), () => goToTab(tab.path)])),
    s: () => isSetUp && setSwitching(true),
    n: () => isSetUp && navigate('/sessions?new'),
    c: () => session !== undefined && void copyFirstCell(session),
    h: () => isSetUp && toggleNames(),
    m: () => session !== undefined && setWriting(true),
    j: () => isSetUp && setJoinShown(true),
    '?': () => setKeysShown(true),
  })

  useMenu(session, {
    find: () => spotlight.open(),
    keys: () => setKeysShown(true),
    about: () => setAboutShown(true),
  })
  useStages(status.data !== undefined)

  if (!status.data) {
    return status.error ? (
      <Failed error={status.error} retry={status.refetch} />
    ) : (
      <AfterAWhile>
        <p className={classes.starting}>{t('starting')}</p>
      </AfterAWhile>
    )
  }
  return (
    <div className={classes.app}>
      <TopBar
        isSwitching={isSwitching}
        onSwitching={setSwitching}
        onTab={goToTab}
        onFind={() => spotlight.open()}
        onNames={toggleNames}
        session={session}
      />
      <main className={classes.page}>
        <Disconnected />
        <Pages />
      </main>
      <StatusLine
        status={status.data}
        session={session}
        onMessage={() => setWriting(true)}
        onJoin={isSetUp ? () => setJoinShown(true) : undefined}
        onKeys={() => setKeysShown(true)}
      />
      <FindOrDo
        session={session}
        isSetUp={isSetUp}
        onMessage={() => setWriting(true)}
        onJoin={() => setJoinShown(true)}
        onKeys={() => setKeysShown(true)}
        onNames={toggleNames}
      />
      {session && (
        <MessageForm
          session={session}
          connected={status.data.connected}
          opened={isWriting}
          onClose={() => setWriting(false)}
        />
      )}
      <JoinScreen
        status={status.data}
        session={session}
        opened={isJoinShown}
        onClose={() => setJoinShown(false)}
      />
      <KeysSheet opened={areKeysShown} onClose={() => setKeysShown(false)} />
      <AboutDialog opened={isAboutShown} onClose={() => setAboutShown(false)} />
      <CrashNotice status={status.data} />
      <Leaving />
    </div>
  )
}
