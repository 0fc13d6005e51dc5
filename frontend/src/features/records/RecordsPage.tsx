import { useMemo } from 'react'
import { useSearch } from 'wouter'
import { useCurrentSession, useSessions } from '../../api/queries'
import { NoSession } from '../../components/NoSession'
import { Failed, LoadingRows } from '../../components/states'
import { useScale } from '../../lib/preferences'
import { parseFilter, parseOpen, recordsPlace } from './filter'
import { Records } from './Records'
import { ROW } from './rowHeight'

/** Records: every answer of the current session, newest first, live. */
export function RecordsPage() {
  const search = useSearch()
  const sessions = useSessions()
  const session = useCurrentSession()
  const scale = useScale()
  const filter = useMemo(() => parseFilter(search), [search])
  if (sessions.error) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (!sessions.data) return <LoadingRows count={12} height={scale(ROW)} />
  if (!session) {
    return <NoSession hasSessions={sessions.data.length > 0}>Records belong to a session.</NoSession>
  }
  return (
    <Records
      key={`${session.id} ${recordsPlace(filter)}`}
      session={session}
      filter={filter}
      openId={parseOpen(search)}
    />
  )
}
