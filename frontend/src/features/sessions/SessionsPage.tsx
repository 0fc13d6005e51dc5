import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconMasksTheater, IconPlayerStop, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams, useSearch } from 'wouter'
import { useCurrentSession, useSessions } from '../../api/queries'
import type { Session } from '../../api/types'
import { Failed } from '../../components/Failed'
import { Key } from '../../components/Key'
import { LoadingRows } from '../../components/LoadingRows'
import { PageHead, SidePanel, useRoomForPanel } from '../../components/Page'
import { SearchField } from '../../components/SearchField'
import { StartDemo } from '../../components/StartDemo'
import { formatCount } from '../../lib/format'
import { newSessionRoute } from '../../lib/lastRoute'
import { GRADES } from '../../lib/routes'
import { useScale } from '../../lib/preferences'
import { useHeldOrder } from '../../lib/useReading'
import { DeleteQuestion } from './DeleteQuestion'
import { EraseSession } from './EraseSession'
import type { Dialog } from './dialog'
import { GradesForm } from './GradesForm'
import { ImportButton } from './ImportButton'
import { filterSessions, type ListRoute, listRoute, parseListRoute, type Shown, sortSessions } from './order'
import { DuplicateForm, SessionForm } from './SessionForm'
import { NoSessions } from './NoSessions'
import { SessionPanel } from './SessionPanel'
import { SessionTable } from './SessionTable'
import { useCloseAll } from './useCloseAll'
import { useDelete } from './useDelete'
import { useListKeys } from './useListKeys'

const ROW = 52

interface StatusFilterProps {
  sessions: Session[]
  value: Shown
  onChange: (shown: Shown) => void
}

function StatusFilter({ sessions, value, onChange }: StatusFilterProps) {
  const { t } = useTranslation('sessions')
  const open = sessions.filter((session) => session.open).length
  const item = (shown: Shown, count: number) => ({
    value: shown,
    label: (
      <span className="hstack">
        {t(shown)} <span className="faint">{formatCount(count)}</span>
      </span>
    ),
  })
  return (
    <SegmentedControl
      aria-label={t('status')}
      size="xs"
      data={[item('all', sessions.length), item('open', open), item('closed', sessions.length - open)]}
      value={value}
      onChange={onChange}
    />
  )
}

interface HeadProps {
  sessions: Session[]
  list: ListRoute
  onList: (list: ListRoute) => void
  onAdd: () => void
  onMade: (id: number) => void
}

function Head({ sessions, list, onList, onAdd, onMade }: HeadProps) {
  const { t } = useTranslation(['sessions', 'demo'])
  const { isBusy, closeAll } = useCloseAll()
  return (
    <PageHead>
      <h1>{t('title')}</h1>
      <SearchField
        label={t('search')}
        value={list.words}
        onChange={(words) => onList({ ...list, words })}
        placeholder={t('searchHint')}
      />
      <StatusFilter sessions={sessions} value={list.shown} onChange={(shown) => onList({ ...list, shown })} />
      <span className="grow" />
      <Button
        variant="subtle"
        leftSection={<IconPlayerStop size={14} />}
        disabled={!sessions.some((session) => session.open && !session.demo)}
        loading={isBusy}
        rightSection={<Key>Shift O</Key>}
        onClick={closeAll}
      >
        {t('closeAll')}
      </Button>
      <ImportButton sessions={sessions} onMade={onMade} />
      <StartDemo>
        {(isBusy) => (
          <ActionIcon size={32} loading={isBusy} aria-label={t('demo:start')} title={t('demo:start')}>
            <IconMasksTheater size={16} />
          </ActionIcon>
        )}
      </StartDemo>
      <Button leftSection={<IconPlus size={14} />} rightSection={<Key>N</Key>} onClick={onAdd}>
        {t('new')}
      </Button>
    </PageHead>
  )
}

interface DialogsProps {
  dialog: Dialog | null
  onClose: () => void
  onMade: (id: number) => void
}

function Dialogs({ dialog, onClose, onMade }: DialogsProps) {
  if (dialog === null) return null
  const { session } = dialog
  const shown = (what: Dialog['do']) => ({ session, opened: dialog.do === what, onClose })
  return (
    <>
      <SessionForm {...shown('edit')} />
      <DuplicateForm {...shown('duplicate')} onMade={onMade} />
      <DeleteQuestion {...shown('delete')} />
      <EraseSession {...shown('erase')} />
    </>
  )
}

/** The grades of the selected session, if the address asks for them. */
function AskedGrades({ session, onClose }: { session: Session | undefined; onClose: () => void }) {
  const isAsked = new URLSearchParams(useSearch()).has(GRADES)
  return session && isAsked ? <GradesForm session={session} opened onClose={onClose} /> : null
}

/** Returns the selected session: the one that the address names, else the current one, else the first. */
function useSelected(sessions: Session[]) {
  const { id } = useParams<{ id?: string }>()
  const current = useCurrentSession()
  const chosen = sessions.find((session) => session.id === Number(id))
  return { current, selected: chosen ?? current ?? sessions[0], isChosen: chosen !== undefined }
}

/** The Sessions tab: the list, and beside it the selected session. */
export function SessionsPage() {
  const { data: sessions, error, refetch } = useSessions()
  const scale = useScale()
  // The last known sessions stay while the app does not answer.
  if (sessions) return <Sessions sessions={sessions} />
  if (error) return <Failed error={error} retry={refetch} />
  return <LoadingRows count={8} height={scale(ROW)} />
}

function Sessions({ sessions }: { sessions: Session[] }) {
  const { t } = useTranslation('sessions')
  const search = useSearch()
  const list = parseListRoute(search)
  const { current, selected, isChosen } = useSelected(sessions)
  const hasRoom = useRoomForPanel()
  const [, navigate] = useLocation()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { remove } = useDelete()
  // An invented class goes with one press: nothing of anybody's is lost.
  const ask = (asked: Dialog) =>
    asked.do === 'delete' && asked.session.demo ? remove(asked.session) : setDialog(asked)

  const [isHere, setHere] = useState(false)
  const found = sortSessions(filterSessions(sessions, list.words, list.shown), list.order)
  const listed = useHeldOrder(found, isHere, JSON.stringify(list))
  const go = (to: ListRoute, id = isChosen ? selected?.id : undefined) =>
    navigate(listRoute(to, id), { replace: true })
  const add = () => navigate(newSessionRoute())
  const leavePanel = isChosen && !hasRoom ? () => navigate(listRoute(list), { replace: true }) : undefined
  useListKeys({
    listed,
    selected,
    onSelect: (id) => go(list, id),
    onDialog: ask,
    onLeave: leavePanel,
  })

  return (
    <>
      <Head
        sessions={sessions}
        list={list}
        onList={(to) => go(to)}
        onAdd={add}
        onMade={(id) => go(list, id)}
      />
      <SidePanel
        label={selected ? t('panel', { name: selected.name }) : t('noPanel')}
        panel={
          selected && (hasRoom || isChosen) ? (
            <SessionPanel
              key={selected.id}
              session={selected}
              isCurrent={selected.id === current?.id}
              onDialog={ask}
              onClose={leavePanel}
            />
          ) : null
        }
      >
        {listed.length > 0 ? (
          <SessionTable
            sessions={listed}
            order={list.order}
            currentId={current?.id}
            selectedId={selected?.id}
            onHere={setHere}
            onOrder={(order) => go({ ...list, order })}
            onSelect={(id) => go(list, id)}
            onDialog={ask}
          />
        ) : (
          <NoSessions
            count={sessions.length}
            onAdd={add}
            onShowAll={() => go({ ...list, words: '', shown: 'all' })}
          />
        )}
      </SidePanel>
      <SessionForm
        opened={new URLSearchParams(search).has('new')}
        onClose={() => go(list)}
        onMade={() => navigate(listRoute(list), { replace: true })}
      />
      <AskedGrades session={selected} onClose={() => go(list)} />
      <Dialogs dialog={dialog} onClose={() => setDialog(null)} onMade={(id) => go(list, id)} />
    </>
  )
}
