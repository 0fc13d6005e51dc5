import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { toApiError } from '../api/error'
import { ErrorBoundary } from '../components/ErrorBoundary'
import { Failed } from '../components/Failed'
import { LoadingRows } from '../components/LoadingRows'
import { afterPaint } from '../lib/paint'

/** The first page of the window has this time for itself before the other pages are loaded. */
const READ_AFTER_MS = 300

const loaders: (() => Promise<unknown>)[] = []

/** Loads all pages, one by one, so that a key pressed meanwhile waits for at most one of them. */
async function readAll(): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined)
}

/**
 * Returns a page that is loaded when it is first shown, so that the window does not wait for all pages. React's lazy
 * would hide a page for 300 ms even if it is loaded already.
 */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  let known: ComponentType | undefined
  const read = async () => (known = (await load())[name])
  loaders.push(read)
  return function Page() {
    const [{ Shown, error }, set] = useState<{ Shown?: ComponentType; error?: Error }>({ Shown: known })
    useEffect(() => {
      if (Shown) return
      read().then(
        (read) => set({ Shown: read }),
        (thrown: unknown) => set({ error: toApiError(thrown) }),
      )
    }, [Shown])
    if (error) throw error
    return Shown ? <Shown /> : <LoadingRows count={12} height={36} />
  }
}

const HomePage = page(() => import('../features/home/HomePage'), 'HomePage')
const SessionsPage = page(() => import('../features/sessions/SessionsPage'), 'SessionsPage')
const FilesPage = page(() => import('../features/files/FilesPage'), 'FilesPage')
const RecordsPage = page(() => import('../features/records/RecordsPage'), 'RecordsPage')
const DashboardPage = page(() => import('../features/dashboard/DashboardPage'), 'DashboardPage')
const QuestionPage = page(() => import('../features/question/QuestionPage'), 'QuestionPage')
const SettingsPage = page(() => import('../features/settings/SettingsPage'), 'SettingsPage')
const NotebookPage = page(() => import('../features/notebook/NotebookPage'), 'NotebookPage')
const DoctorPage = page(() => import('../features/doctor/DoctorPage'), 'DoctorPage')
const SheetPage = page(() => import('../features/doctor/SheetPage'), 'SheetPage')
const ClassListPage = page(() => import('../features/classlist/ClassListPage'), 'ClassListPage')
const TeamPage = page(() => import('../features/team/TeamPage'), 'TeamPage')
const ColleaguesPage = page(() => import('../features/colleague/ColleaguesPage'), 'ColleaguesPage')
const HelpPage = page(() => import('../features/help/HelpPage'), 'HelpPage')
const StudentsSheet = page(() => import('../features/help/StudentsSheet'), 'StudentsSheet')

/** The page of the current route. */
export function Pages() {
  const { t } = useTranslation('shell')
  const [path] = useLocation()
  const broken = <Failed error={new Error(t('broken'))} retry={() => location.reload()} />
  useEffect(() => {
    // Loads all pages so that every tab opens at once, but only after the first page is painted.
    let timer: number | undefined
    const callOff = afterPaint(() => (timer = window.setTimeout(() => void readAll(), READ_AFTER_MS)))
    return () => {
      callOff()
      window.clearTimeout(timer)
    }
  }, [])
  return (
    <ErrorBoundary resetKey={path} fallback={broken}>
      <Switch>
        <Route path="/" component={HomePage} />
        <Route path="/sessions/:id/files" component={FilesPage} />
        <Route path="/sessions/:id?" component={SessionsPage} />
        <Route path="/records/*?" component={RecordsPage} />
        <Route path="/dashboard" component={DashboardPage} />
        <Route path="/question/*?" component={QuestionPage} />
        <Route path="/settings" component={SettingsPage} />
        <Route path="/notebook/:id?" component={NotebookPage} />
        <Route path="/doctor" component={DoctorPage} />
        <Route path="/class" component={ClassListPage} />
        <Route path="/assistants" component={TeamPage} />
        <Route path="/colleagues" component={ColleaguesPage} />
        <Route path="/doctor/sheet" component={SheetPage} />
        <Route path="/help/students/sheet" component={StudentsSheet} />
        <Route path="/help/:section?" component={HelpPage} />
        <Route>
          <Redirect to="/" />
        </Route>
      </Switch>
    </ErrorBoundary>
  )
}
