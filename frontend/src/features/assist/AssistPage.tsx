import { ActionIcon } from '@mantine/core'
import {
  IconEye,
  IconEyeOff,
  IconHandStop,
  IconListNumbers,
  IconLogout,
  IconMessage,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useSetNamesHidden } from '../../api/mutations'
import { useCurrentFacts } from '../../api/queries'
import { endOwnAccess, may } from '../../api/team'
import type { SessionFacts, Status } from '../../api/types'
import { notifyError } from '../../components/notify'
import { useReplaced } from '../../components/useReplaced'
import { Acts } from './Acts'
import { AttentionList } from './AttentionList'
import { QuestionGroups } from './QuestionGroups'
import { QuestionList } from './QuestionList'
import { StudentList } from './StudentList'
import { StudentSteps } from './StudentSteps'
import { Write } from './Write'
import classes from './AssistPage.module.css'

const tabs = [
  { path: '/', name: 'attention', Icon: IconHandStop, least: 'look' },
  { path: '/questions', name: 'questions', Icon: IconListNumbers, least: 'look' },
  { path: '/students', name: 'students', Icon: IconUsers, least: 'look' },
  { path: '/message', name: 'message', Icon: IconMessage, least: 'help' },
] as const

function Head({ status, session }: { status: Status; session: SessionFacts | undefined }) {
  const { t } = useTranslation('assist')
  const setHidden = useSetNamesHidden()
  const { namesHidden, assistant } = status
  return (
    <header className={classes.head}>
      <span className={classes.who}>
        <h1 className={`truncate ${classes.session}`}>
          <bdi>{session?.name ?? t('nav.label')}</bdi>
        </h1>
        <span className="faint truncate">
          <bdi>{assistant.name}</bdi> · {t(`roles.${assistant.role as 'look'}`)}
        </span>
      </span>
      {assistant.forced ? (
        <span className={classes.forced} title={t('forced')} aria-label={t('forced')} role="img">
          <IconEyeOff size={20} />
        </span>
      ) : (
        <ActionIcon
          size={44}
          aria-label={t('hideNames')}
          aria-pressed={namesHidden}
          onClick={() => setHidden.mutate(!namesHidden)}
        >
          {namesHidden ? <IconEyeOff size={20} /> : <IconEye size={20} />}
        </ActionIcon>
      )}
      <ActionIcon
        size={44}
        aria-label={t('leave')}
        title={t('leave')}
        onClick={() => void endOwnAccess().then(() => window.location.reload(), notifyError)}
      >
        <IconLogout size={20} />
      </ActionIcon>
    </header>
  )
}

/** Reports whether a path belongs to a tab. */
function isOn(path: string, tab: string): boolean {
  if (path.startsWith('/question/')) return tab === '/questions'
  if (path.startsWith('/student/')) return tab === '/students'
  return path === tab
}

function Tabs({ role }: { role: string }) {
  const { t } = useTranslation('assist')
  const [path] = useLocation()
  return (
    <nav className={classes.tabs} aria-label={t('nav.label')}>
      {tabs
        .filter(({ least }) => may(role, least))
        .map(({ path: to, name, Icon }) => (
          <Link key={to} href={to} className={classes.tab} aria-current={isOn(path, to) ? 'page' : undefined}>
            <Icon size={20} aria-hidden />
            {t(`nav.${name}`)}
          </Link>
        ))}
    </nav>
  )
}

function Inside({ session, me }: { session: SessionFacts; me: Status['assistant'] }) {
  const { role } = me
  return (
    <Switch>
      <Route path="/">
        <AttentionList session={session} me={me} />
      </Route>
      <Route path="/questions">
        <QuestionList session={session} />
      </Route>
      <Route path="/question/:label">
        {({ label }) => <QuestionGroups session={session} role={role} label={label} />}
      </Route>
      <Route path="/students">
        <StudentList session={session} />
      </Route>
      <Route path="/student/:id">
        {({ id }) => <StudentSteps session={session} me={me} studentId={Number(id)} />}
      </Route>
      {may(role, 'help') && (
        <Route path="/message/:ids?">
          {({ ids }) => <Write key={ids} session={session} studentIds={ids?.split('+').map(Number) ?? []} />}
        </Route>
      )}
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}

interface AssistPageProps {
  status: Status
  /** Says that the app does not answer. */
  banner: ReactNode
  /** What was done or failed last. */
  notice: ReactNode
}

/** What an assistant has of a class: made for a phone in the hand, and only what the role can do. */
export function AssistPage({ status, banner, notice }: AssistPageProps) {
  const { t } = useTranslation('assist')
  const session = useCurrentFacts()
  const { role } = status.assistant
  useReplaced()
  return (
    <div className={classes.page}>
      <Head status={status} session={session} />
      {banner}
      <main className={classes.body}>
        {session ? (
          <Inside session={session} me={status.assistant} />
        ) : (
          <p className="muted">{t('noSession')}</p>
        )}
      </main>
      <Acts />
      <div className={classes.notice}>{notice}</div>
      <Tabs role={role} />
    </div>
  )
}
