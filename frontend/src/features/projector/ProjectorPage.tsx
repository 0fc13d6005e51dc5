import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { fillScreen } from '../../api/client'
import { useCurrentSession } from '../../api/queries'
import { useProjection } from '../../api/questions'
import type { Projection, Session } from '../../api/types'
import { useSecondScreen } from '../../components/useSecondScreen'
import { clearNotices } from '../../lib/notices'
import { projectorAt, projectorRoute, type ProjectorView, projectorViews } from '../../lib/routes'
import { useShortcuts } from '../../lib/shortcuts'
import { AnswersNote, AnswersView } from './AnswersView'
import { CountView } from './CountView'
import { ProjectorFoot } from './ProjectorFoot'
import { PaceView } from './PaceView'
import { pagesOf } from './tiles'
import { EmptyView } from './EmptyView'
import classes from './ProjectorPage.module.css'

interface ProjectorPageProps {
  /** Leaves the projector; undefined on a second screen, which shows nothing else. */
  onLeave: (() => void) | undefined
  /** How to join, as another feature shows it. */
  join: ReactNode
}

/** Fills the screen while it is shown. On a second screen the browser asks for a press first: F. */
function useFullScreen(onLeave: (() => void) | undefined) {
  useEffect(() => (onLeave ? fillScreen() : undefined), [onLeave])
  useEffect(() => {
    if (!onLeave) return
    // The Esc that ends the full screen reaches the browser only, not the page.
    const onChange = () => document.fullscreenElement === null && onLeave()
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [onLeave])
}

function usePlace() {
  const [, navigate] = useLocation()
  const { view, question, groups, partId } = projectorAt(useSearch())
  const go = (to: ProjectorView, of: string, only: string[] = []) =>
    navigate(projectorRoute(to, of, only, partId), { replace: true })
  return { view, question, groups, partId, go }
}

/** Returns what is shown of a question. Verdicts are shown only if they were asked for on this question. */
function useShown(sessionId: number, partId: number, question: string) {
  const [judged, setJudged] = useState<string>()
  const asked = { sessionId, partId, question }
  const { data: plain } = useProjection({ ...asked, verdicts: false })
  const withVerdicts = judged !== undefined && judged === plain?.question
  const { data: checked } = useProjection({ ...asked, verdicts: withVerdicts })
  const isChecked = withVerdicts && checked?.question === plain.question
  return {
    shown: isChecked ? checked : plain,
    withVerdicts,
    hideVerdicts: () => setJudged(undefined),
    toggleVerdicts: () => setJudged(withVerdicts ? undefined : plain?.question),
  }
}

/** Returns what is shown with the chosen groups alone; with all if none of them is there, or none was chosen. */
function withGroups(shown: Projection, keys: string[]): Projection {
  const groups = shown.groups.filter(({ key }) => keys.includes(key))
  return groups.length === 0 ? shown : { ...shown, groups }
}

/** Returns which page of a question's answers is shown, how many there are, and what turns the page. */
function usePages(shown: Projection | undefined) {
  const [turned, setTurned] = useState({ of: '', page: 0 })
  const pages = pagesOf(shown?.groups.length ?? 0)
  const page = turned.of === shown?.question ? Math.min(turned.page, pages - 1) : 0
  const turnPage = (by: 1 | -1) => {
    if (!shown || page + by < 0 || page + by >= pages) return false
    setTurned({ of: shown.question, page: page + by })
    return true
  }
  return { page, pages, turnPage }
}

interface ViewsProps {
  view: ProjectorView
  sessionId: number
  shown: Projection
  withVerdicts: boolean
  page: number
  join: ReactNode
}

function View({ view, sessionId, shown, withVerdicts, page, join }: ViewsProps) {
  switch (view) {
    case 'count':
      return <CountView shown={shown} />
    case 'answers':
      return <AnswersView shown={shown} sessionId={sessionId} withVerdicts={withVerdicts} page={page} />
    case 'pace':
      return <PaceView sessionId={sessionId} seen={shown.seen} question={shown.question} />
    case 'join':
      return join
  }
}

function Shown({ session, onLeave, join }: ProjectorPageProps & { session: Session }) {
  const { view, question, groups, partId, go } = usePlace()
  // The pace is that of the whole class.
  const part = view === 'pace' ? undefined : session.parts.find(({ id }) => id === partId)
  const {
    shown: all,
    withVerdicts,
    hideVerdicts,
    toggleVerdicts,
  } = useShown(session.id, part?.id ?? 0, question)
  const shown = all && withGroups(all, groups)
  const isChosen = shown !== all
  const { page, pages, turnPage } = usePages(shown)
  const openSecond = useSecondScreen()
  const { t } = useTranslation(['demo', 'projector'])
  function turn(to = '') {
    if (to === '') return false
    hideVerdicts()
    go(view, to)
    return true
  }
  const toFull = () => void fillScreen()
  useShortcuts({
    ArrowLeft: () => turn(shown?.previous),
    ArrowRight: () => turn(shown?.next),
    ArrowUp: () => view === 'answers' && turnPage(-1),
    ArrowDown: () => view === 'answers' && turnPage(1),
    v: () => (view === 'answers' ? toggleVerdicts() : false),
    f: () => (onLeave ? false : toFull()),
    j: () => go('join', question, groups),
    z: () => (isChosen ? go(view, question) : false),
    p: () => onLeave?.(),
    Escape: () => onLeave?.(),
    ...Object.fromEntries(projectorViews.map((one, i) => [String(i + 1), () => go(one, question, groups)])),
  })
  if (!shown) return <main className={classes.screen} />
  const hasNote = view === 'answers' && shown.question !== ''
  const note = (
    <>
      {part && view !== 'join' && `${t('projector:onlyPart', { part: part.name })} `}
      {hasNote && <AnswersNote {...{ shown, withVerdicts, page, isChosen }} />}
    </>
  )
  function toSecondScreen() {
    openSecond(projectorRoute(view, question, groups, partId))
    onLeave?.()
  }
  return (
    <main className={classes.screen} data-view={view}>
      <View {...{ view, shown, withVerdicts, page, join }} sessionId={session.id} />
      {session.demo && <p className={classes.demo}>{t('projected')}</p>}
      <ProjectorFoot
        view={view}
        note={note}
        areVerdictsShown={withVerdicts}
        previous={shown.previous}
        next={shown.next}
        onView={(to) => go(to, question, groups)}
        page={page}
        pages={pages}
        onQuestion={turn}
        onPage={turnPage}
        onVerdicts={toggleVerdicts}
        onFull={toFull}
        onLeave={onLeave}
        onSecondScreen={onLeave && toSecondScreen}
      />
    </main>
  )
}

/**
 * What a class may see: no names, no ranking, no answer of fewer than three students. It replaces the whole interface, so
 * that no data of a student is on the page.
 */
export function ProjectorPage(props: ProjectorPageProps) {
  const { t } = useTranslation(['projector', 'demo'])
  const session = useCurrentSession()
  useFullScreen(props.onLeave)
  useEffect(() => {
    // A notice may name a student.
    clearNotices()
    const of = session?.demo ? `${session.name} (${t('demo:tag')})` : session?.name
    document.title = of === undefined ? t('name') : t('pageTitle', { session: of })
  }, [session, t])
  useShortcuts({ Escape: () => (session ? false : props.onLeave?.()) })
  if (!session) {
    return (
      <main className={classes.screen}>
        <EmptyView>{t('noSession')}</EmptyView>
      </main>
    )
  }
  return <Shown session={session} {...props} />
}
