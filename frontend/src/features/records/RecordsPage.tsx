import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link, useSearch } from 'wouter'
import { useCurrentSession, useSessions } from '../../api/queries'
import { Blank, Failed, LoadingRows } from '../../components/states'
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
    return (
      <Blank
        icon={<IconStack2 size={24} />}
        title="No session is chosen"
        actions={
          <Button component={Link} href={sessions.data.length === 0 ? '/' : '/sessions'}>
            {sessions.data.length === 0 ? 'Set up the first session' : 'Choose a session'}
          </Button>
        }
      >
        Records belong to a session.
      </Blank>
    )
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
