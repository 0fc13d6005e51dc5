import { Button, Kbd, SegmentedControl } from '@mantine/core'
import { IconPlus, IconStack2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import { useCurrentSession, useSessions } from '../../api/queries'
import type { Session } from '../../api/types'
import { PageHead, SidePanel, useRoomForPanel } from '../../components/Page'
import { SearchField } from '../../components/SearchField'
import { Blank, Failed, LoadingRows } from '../../components/states'
import { formatCount } from '../../lib/format'
import { useScale } from '../../lib/preferences'
import { DeleteQuestion } from './DeleteQuestion'
import type { Dialog } from './dialog'
import { filterSessions, type Shown } from './order'
import { SessionForm } from './SessionForm'
import { SessionPanel } from './SessionPanel'
import { SessionTable } from './SessionTable'

const ROW = 52

function StatusFilter({ sessions, value, onChange }: StatusFilterProps) {
  const open = sessions.filter((session) => session.open).length
  const item = (shown: Shown, label: string, count: number) => ({
    value: shown,
    label: (
      <span className="row">
        {label} <span className="t3">{formatCount(count)}</span>
      </span>
    ),
  })
  return (
    <SegmentedControl
      aria-label="Status"
      size="xs"
      data={[
        item('all', 'All', sessions.length),
        item('open', 'Open', open),
        item('closed', 'Closed', sessions.length - open),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

interface StatusFilterProps {
  sessions: Session[]
  value: Shown
  onChange: (shown: Shown) => void
}

interface NoSessionProps {
  /** Whether there is none at all, and not just none that matches. */
  isFirst: boolean
  onAdd: () => void
  onShowAll: () => void
}

function NoSession({ isFirst, onAdd, onShowAll }: NoSessionProps) {
  if (isFirst) {
    return (
      <Blank
        icon={<IconStack2 size={24} />}
        title="No session yet"
        actions={<Button onClick={onAdd}>New session</Button>}
      >
        A session is one lab: its name stands in the first cell of the notebook.
      </Blank>
    )
  }
  return (
    <Blank
      icon={<IconStack2 size={24} />}
      title="No session matches"
      actions={
        <Button variant="default" onClick={onShowAll}>
          Show all
        </Button>
      }
    >
      Neither a name nor a description has these words.
    </Blank>
  )
}

/** Returns the session that the address names, which is then chosen; else the current one, else the first. */
function useSelected(sessions: Session[] | undefined) {
  const { id } = useParams<{ id?: string }>()
  const current = useCurrentSession()
  const chosen = sessions?.find((session) => session.id === Number(id))
  return { selected: chosen ?? current ?? sessions?.[0], isChosen: chosen !== undefined }
}

/** Sessions: the list, and beside it the one that is selected. */
export function SessionsPage() {
  const { data: sessions, error, refetch } = useSessions()
  const current = useCurrentSession()
  const { selected, isChosen } = useSelected(sessions)
  const hasRoom = useRoomForPanel()
  const [, navigate] = useLocation()
  const isNew = useSearch() === 'new'
  const scale = useScale()
  const [words, setWords] = useState('')
  const [shown, setShown] = useState<Shown>('all')
  const [dialog, setDialog] = useState<Dialog | null>(null)

  if (error) return <Failed error={error} retry={refetch} />
  if (!sessions) return <LoadingRows count={8} height={scale(ROW)} />

  const found = filterSessions(sessions, words, shown)
  const close = () => setDialog(null)
  const add = () => navigate('/sessions?new')

  return (
    <>
      <PageHead>
        <h1>Sessions</h1>
        <SearchField
          label="Search the sessions"
          value={words}
          onChange={setWords}
          placeholder="Name or description"
        />
        <StatusFilter sessions={sessions} value={shown} onChange={setShown} />
        <span className="grow" />
        <Button leftSection={<IconPlus size={14} />} rightSection={<Kbd>N</Kbd>} onClick={add}>
          New session
        </Button>
      </PageHead>
      <SidePanel
        label={selected ? `Session ${selected.name}` : 'Session'}
        panel={
          selected && (hasRoom || isChosen) ? (
            <SessionPanel
              key={selected.id}
              session={selected}
              onDialog={setDialog}
              onClose={hasRoom ? undefined : () => navigate('/sessions', { replace: true })}
            />
          ) : null
        }
      >
        {found.length > 0 ? (
          <SessionTable
            sessions={found}
            currentId={current?.id}
            selectedId={selected?.id}
            onSelect={(id) => navigate(`/sessions/${id}`, { replace: true })}
            onDialog={setDialog}
          />
        ) : (
          <NoSession
            isFirst={sessions.length === 0}
            onAdd={add}
            onShowAll={() => {
              setWords('')
              setShown('all')
            }}
          />
        )}
      </SidePanel>
      <SessionForm opened={isNew} onClose={() => navigate('/sessions', { replace: true })} />
      {dialog && (
        <>
          <SessionForm session={dialog.session} opened={dialog.do === 'edit'} onClose={close} />
          <DeleteQuestion session={dialog.session} opened={dialog.do === 'delete'} onClose={close} />
        </>
      )}
    </>
  )
}
