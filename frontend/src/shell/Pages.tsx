import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { ErrorBoundary } from '../components/ErrorBoundary'
import { Failed } from '../components/states'

const FETCH_AFTER_MS = 1500

const loaders: (() => Promise<unknown>)[] = []

/** Returns a page that is read when it is first shown: the window need not wait for all of them. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  loaders.push(load)
  return lazy(async () => ({ default: (await load())[name] }))
}

const IndexPage = page(() => import('../features/index/IndexPage'), 'IndexPage')
const SessionsPage = page(() => import('../features/sessions/SessionsPage'), 'SessionsPage')
const RecordsPage = page(() => import('../features/records/RecordsPage'), 'RecordsPage')
const DashboardPage = page(() => import('../features/dashboard/DashboardPage'), 'DashboardPage')
const QuestionPage = page(() => import('../features/question/QuestionPage'), 'QuestionPage')
const SettingsPage = page(() => import('../features/settings/SettingsPage'), 'SettingsPage')
const DoctorPage = page(() => import('../features/doctor/DoctorPage'), 'DoctorPage')
const SheetPage = page(() => import('../features/doctor/SheetPage'), 'SheetPage')
const HelpPage = page(() => import('../features/index/HelpPage'), 'HelpPage')

/** The page of the place where one is. */
export function Pages() {
  const { t } = useTranslation('shell')
  const [path] = useLocation()
  const broken = <Failed error={new Error(t('broken'))} retry={() => location.reload()} />
  useEffect(() => {
    // The other pages are read once this one is there, so that a tab opens at once.
    const timer = window.setTimeout(() => {
      for (const load of loaders) void load().catch(() => undefined)
    }, FETCH_AFTER_MS)
    return () => window.clearTimeout(timer)
  }, [])
  return (
    <ErrorBoundary resetKey={path} fallback={broken}>
      <Suspense>
        <Switch>
          <Route path="/" component={IndexPage} />
          <Route path="/sessions/:id?" component={SessionsPage} />
          <Route path="/records/*?" component={RecordsPage} />
          <Route path="/dashboard" component={DashboardPage} />
          <Route path="/question/*?" component={QuestionPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path="/doctor" component={DoctorPage} />
          <Route path="/doctor/sheet" component={SheetPage} />
          <Route path="/help" component={HelpPage} />
          <Route>
            <Redirect to="/" />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  )
}
