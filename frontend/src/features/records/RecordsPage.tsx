import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrentSession, useSessions } from '../../api/queries'
import type { Session } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { NoSession } from '../../components/NoSession'
import { useScale } from '../../lib/preferences'
import { useShortcuts } from '../../lib/shortcuts'
import { GalleryView } from './gallery/GalleryView'
import { StudentView } from './path/StudentView'
import { type View, views } from './route/route'
import { useRecordsRoute } from './route/useRecordsRoute'
import { useFollowMerges } from './student/useFollowMerges'
import { ROW } from './table/rowHeight'
import { TableView } from './table/TableView'

/** The Records tab: every answer of the current session as a table, whole, as a gallery or student by student. */
export function RecordsPage() {
  const { t } = useTranslation('records')
  const sessions = useSessions()
  const session = useCurrentSession()
  const scale = useScale()
  if (sessions.error && !sessions.data) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (!sessions.data) return <LoadingRows count={12} height={scale(ROW)} />
  if (!session) return <NoSession hasSessions={sessions.data.length > 0}>{t('needSession')}</NoSession>
  return <RecordsOf session={session} />
}

function RecordsOf({ session }: { session: Session }) {
  const { t } = useTranslation('records')
  const [route, goTo] = useRecordsRoute(session.id)
  useFollowMerges(session.id, route, goTo)
  const switcherRef = useRef<HTMLDivElement>(null)
  const isByKey = useRef(false)
  // Each view draws a new switcher, so it gets the focus back after an arrow key.
  useEffect(() => {
    if (isByKey.current) switcherRef.current?.querySelector<HTMLElement>(':checked')?.focus()
  }, [route.view])
  const choose = (view: View) => {
    isByKey.current = switcherRef.current?.querySelector(':focus-visible') != null
    if (view !== route.view) goTo({ view, student: undefined, record: undefined }, 'push')
  }
  useShortcuts({
    t: () => choose('table'),
    o: () => choose('whole'),
    g: () => choose('gallery'),
    u: () => choose('student'),
  })
  const switcher = (
    <SegmentedControl
      ref={switcherRef}
      size="xs"
      aria-label={t('views.choose')}
      data={views.map((view) => ({ value: view, label: t(`views.${view}`) }))}
      value={route.view}
      onChange={choose}
    />
  )
  const props = { session, route, goTo, switcher }
  if (route.view === 'student') return <StudentView key={session.id} {...props} />
  // The key makes each session start afresh: nothing of the session before stays.
  return (
    <>
      <VisuallyHidden component="h1">{t('heading', { session: session.name })}</VisuallyHidden>
      {route.view === 'gallery' ? (
        <GalleryView key={session.id} {...props} />
      ) : (
        <TableView key={session.id} {...props} />
      )}
    </>
  )
}
