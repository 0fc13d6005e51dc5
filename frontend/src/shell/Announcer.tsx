import { VisuallyHidden } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDashboard } from '../api/dashboard'
import type { Dashboard, Notice, SessionFacts } from '../api/types'
import { useStudentName } from '../components/StudentName'
import { formatCount, formatList } from '../lib/format'
import { useAnnouncing } from '../lib/preferences'
import { sayNotice } from '../words/notices'
import { type Snapshot, snapshotOf, type News, newsOf } from './news'

/** What happens is gathered for so long, so that a lively class is heard in sentences. */
const GATHER_MS = 8000
/** More questions than this are told by their number. */
const FEW = 3

/** Returns a function that says news, a sentence each. */
function useSay() {
  const { t } = useTranslation('shell')
  const nameOf = useStudentName()
  return ({ questions, asking }: News, rows: Dashboard['rows']): string[] => {
    const names = rows
      .filter(({ student }) => asking.includes(student.id))
      .map(({ student }) => nameOf(student))
    const help =
      names.length === 0 ? [] : [t('announce.help', { count: names.length, names: formatList(names) })]
    if (questions.length > FEW) {
      const count = questions.reduce((sum, one) => sum + one.count, 0)
      return [...help, t('announce.many', { count, questions: formatCount(questions.length) })]
    }
    const answers = questions.map(({ question, count, wrong }) =>
      wrong === 0
        ? t('announce.answers', { count, question })
        : t('announce.answersWrong', { count, question, wrong: formatCount(wrong) }),
    )
    return [...help, ...answers]
  }
}

/** Follows the class of a session; what is new is given to onNews every few seconds, and nothing where nothing is. */
function Follow({ session, onNews }: { session: SessionFacts; onNews: (sentences: string[]) => void }) {
  const { data } = useDashboard(session.id)
  const said = useRef<Snapshot>(undefined)
  const say = useSay()
  const tell = useEffectEvent(() => {
    if (!data) return
    const now = snapshotOf(data)
    onNews(said.current ? say(newsOf(said.current, now), data.rows) : [])
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
 * disk, and, if it is wanted, what the class sends and who asks for help. Only the loss of the app interrupts; see
 * Disconnected.
 */
export function Announcer({ session, notices }: { session: SessionFacts | undefined; notices: Notice[] }) {
  const isFollowing = useAnnouncing()
  const [news, setNews] = useState<string[]>([])
  const [atStart] = useState(() => new Set(notices.map(({ code }) => code)))
  const warnings = notices.filter(({ code }) => !atStart.has(code)).map(sayNotice)
  return (
    <>
      <VisuallyHidden role="status" data-testid="announcer">
        {[...warnings, ...(isFollowing ? news : [])].join(' ')}
      </VisuallyHidden>
      {isFollowing && session && <Follow key={session.id} session={session} onNews={setNews} />}
    </>
  )
}
