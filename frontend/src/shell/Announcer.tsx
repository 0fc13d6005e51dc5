import { VisuallyHidden } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDashboard, useWaiting } from '../api/dashboard'
import type { Notice, SessionFacts } from '../api/types'
import { useStudentName } from '../components/StudentName'
import { formatCount, formatList } from '../lib/format'
import { useAnnouncing } from '../lib/preferences'
import { sayNotice } from '../words/notices'
import { useShown } from './useShown'
import { newsOf, type QuestionNews, type Snapshot, snapshotOf } from './news'

/** What happens is gathered for so long, so that a lively class is heard in sentences. */
const GATHER_MS = 8000
/** More questions than this are told by their number. */
const FEW = 3

/** Returns a function that says news, a sentence each. */
function useSay() {
  const { t } = useTranslation('shell')
  return (questions: QuestionNews[]): string[] => {
    if (questions.length > FEW) {
      const count = questions.reduce((sum, one) => sum + one.count, 0)
      return [t('announce.many', { count, questions: formatCount(questions.length) })]
    }
    return questions.map(({ question, count, wrong }) =>
      wrong === 0
        ? t('announce.answers', { count, question })
        : t('announce.answersWrong', { count, question, wrong: formatCount(wrong) }),
    )
  }
}

/** Says who waits for help, whenever that changes, wherever the teacher is. */
function Asking({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('shell')
  const nameOf = useStudentName()
  const { data: waiting = [] } = useWaiting(session.id)
  const names = waiting.map(({ student }) => nameOf(student))
  return (
    <VisuallyHidden role="status" data-testid="asking">
      {names.length > 0 && t('announce.help', { count: names.length, names: formatList(names) })}
    </VisuallyHidden>
  )
}

/** Follows the class of a session; what is new is given to onNews every few seconds, and nothing where nothing is. */
function Follow({ session, onNews }: { session: SessionFacts; onNews: (sentences: string[]) => void }) {
  const { data } = useDashboard(session.id)
  const said = useRef<Snapshot>(undefined)
  const say = useSay()
  const tell = useEffectEvent(() => {
    if (!data) return
    const now = snapshotOf(data)
    onNews(said.current ? say(newsOf(said.current, now)) : [])
    said.current = now
  })
  const isKnown = data !== undefined
  useEffect(() => {
    if (!isKnown) return
    tell()
    const timer = window.setInterval(() => tell(), GATHER_MS)
    return () => window.clearInterval(timer)
  }, [isKnown])
  return null
}

/**
 * The one place where a screen reader hears what changes by itself, politely: what is wrong with the network or the
 * disk, who asks for help, and, if it is wanted, what the class sends. Only the loss of the app interrupts; see
 * Disconnected.
 */
export function Announcer(props: { session: SessionFacts | undefined; notices: Notice[] }) {
  const { session } = props
  const notices = useShown(props.notices)
  const isFollowing = useAnnouncing()
  const [news, setNews] = useState<string[]>([])
  const [atStart] = useState(() => new Set(notices.map(({ code }) => code)))
  const warnings = notices.filter(({ code }) => !atStart.has(code)).map(sayNotice)
  return (
    <>
      <VisuallyHidden role="status" data-testid="announcer">
        {[...warnings, ...(isFollowing ? news : [])].join(' ')}
      </VisuallyHidden>
      {session && <Asking session={session} />}
      {isFollowing && session && <Follow key={session.id} session={session} onNews={setNews} />}
    </>
  )
}
