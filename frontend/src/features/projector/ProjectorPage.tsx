import { notifications } from '@mantine/notifications'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { fillScreen } from '../../api/client'
import { useCurrentSession } from '../../api/queries'
import { useProjection } from '../../api/questions'
import type { Projection, Session } from '../../api/types'
import { useSecondScreen } from '../../components/useSecondScreen'
import { projectorAt, projectorPlace, type ProjectorView, projectorViews } from '../../lib/places'
import { useShortcuts } from '../../lib/shortcuts'
import { AnswersNote, AnswersView } from './AnswersView'
import { CountView } from './CountView'
import { Foot } from './Foot'
import { PaceView } from './PaceView'
import classes from './projector.module.css'

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
    // A browser takes the Esc that ends its full screen for itself.
    const onChange = () => document.fullscreenElement === null && onLeave()
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [onLeave])
}

function usePlace() {
  const [, navigate] = useLocation()
  const { view, question } = projectorAt(useSearch())
  const go = (to: ProjectorView, of: string) => navigate(projectorPlace(to, of), { replace: true })
  return { view, question, go }
}

/** Returns what is shown of a question; verdicts only after they were asked for, and not of the next question. */
function useShown(sessionId: number, question: string) {
  const [judged, setJudged] = useState<string>()
  const asked = { sessionId, partId: 0, question }
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

interface ViewsProps {
  view: ProjectorView
  sessionId: number
  shown: Projection
  withVerdicts: boolean
  join: ReactNode
}

function View({ view, sessionId, shown, withVerdicts, join }: ViewsProps) {
  switch (view) {
    case 'count':
      return <CountView shown={shown} />
    case 'answers':
      return <AnswersView shown={shown} withVerdicts={withVerdicts} />
    case 'pace':
      return <PaceView sessionId={sessionId} seen={shown.seen} question={shown.question} />
    case 'join':
      return join
  }
}

function Shown({ session, onLeave, join }: ProjectorPageProps & { session: Session }) {
  const { view, question, go } = usePlace()
  const { shown, withVerdicts, hideVerdicts, toggleVerdicts } = useShown(session.id, question)
  const openSecond = useSecondScreen()
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
    v: () => (view === 'answers' ? toggleVerdicts() : false),
    f: () => (onLeave ? false : toFull()),
    j: () => go('join', question),
    p: () => onLeave?.(),
    Escape: () => onLeave?.(),
    ...Object.fromEntries(projectorViews.map((one, i) => [String(i + 1), () => go(one, question)])),
  })
  if (!shown) return <main className={classes.screen} />
  const hasNote = view === 'answers' && shown.question !== ''
  function toSecondScreen() {
    openSecond(projectorPlace(view, question))
    onLeave?.()
  }
  return (
    <main className={classes.screen} data-view={view}>
      <View {...{ view, shown, withVerdicts, join }} sessionId={session.id} />
      <Foot
        view={view}
        note={hasNote && <AnswersNote shown={shown} withVerdicts={withVerdicts} />}
        areVerdictsShown={withVerdicts}
        previous={shown.previous}
        next={shown.next}
        onView={(to) => go(to, question)}
        onQuestion={turn}
        onVerdicts={toggleVerdicts}
        onFull={toFull}
        onLeave={onLeave}
        onSecondScreen={onLeave && toSecondScreen}
      />
    </main>
  )
}

/**
 * What a class may see: no names, no ranking, no answer of fewer than three. It stands in the place of the whole
 * interface, so that nothing of a student is on the page at all.
 */
export function ProjectorPage(props: ProjectorPageProps) {
  const { t } = useTranslation('projector')
  const session = useCurrentSession()
  useFullScreen(props.onLeave)
  useEffect(() => {
    // A notice may name a student.
    notifications.clean()
    document.title = session ? t('pageTitle', { session: session.name }) : t('name')
  }, [session, t])
  useShortcuts({ Escape: () => (session ? false : props.onLeave?.()) })
  if (!session) {
    return (
      <main className={classes.screen}>
        <p className={classes.empty}>{t('noSession')}</p>
      </main>
    )
  }
  return <Shown session={session} {...props} />
}
