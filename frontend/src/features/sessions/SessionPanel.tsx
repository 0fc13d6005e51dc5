import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconChartBar,
  IconDownload,
  IconPencil,
  IconPlayerPlay,
  IconSquare,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useCurrentSession } from '../../api/queries'
import type { Session } from '../../api/types'
import { Dot } from '../../components/bits'
import { ExportChoices } from '../../components/ExportChoices'
import { CopyFirstCell, FirstCellLines, ReachByChoice } from '../../components/FirstCell'
import { PanelSection } from '../../components/Page'
import { useClock } from '../../lib/clock'
import { formatDate, formatExact } from '../../lib/format'
import { useShortcuts } from '../../lib/shortcuts'
import { Parts } from './Parts'
import type { Dialog } from './dialog'
import { useSessionActions } from './useSessionActions'
import classes from './sessions.module.css'

const ICON = 14

function Since({ session }: { session: Session }) {
  const since = session.open ? session.openedAt : session.closedAt
  const when = useClock((now) => (since === '' ? '' : formatDate(since, now)))
  return (
    <span className={classes.since} title={formatExact(since)}>
      <Dot on={session.open} />
      {session.open ? `open since ${when}` : `closed since ${when}`}
    </span>
  )
}

function Actions({ session, onDialog }: ActionsProps) {
  const { isBusy, select, toggle, save } = useSessionActions(session)
  const current = useCurrentSession()
  const [, navigate] = useLocation()
  function showDashboard() {
    if (session.id !== current?.id) select()
    navigate('/dashboard')
  }
  return (
    <div className={classes.actions}>
      <Button variant="default" leftSection={<IconChartBar size={ICON} />} onClick={showDashboard}>
        Dashboard
      </Button>
      <Button
        variant="default"
        loading={isBusy}
        leftSection={session.open ? <IconSquare size={ICON} /> : <IconPlayerPlay size={ICON} />}
        onClick={toggle}
      >
        {session.open ? 'Close session' : 'Open session'}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={ICON} />}>
            Export
          </Button>
        </Menu.Target>
        <ExportChoices onChoose={(format) => void save(format)} />
      </Menu>
      <Button
        variant="default"
        leftSection={<IconPencil size={ICON} />}
        onClick={() => onDialog({ do: 'edit', session })}
      >
        Rename
      </Button>
    </div>
  )
}

interface ActionsProps {
  session: Session
  onDialog: (dialog: Dialog) => void
}

interface SessionPanelProps extends ActionsProps {
  /** Closes the panel, where it lies over the list. */
  onClose: (() => void) | undefined
}

/** A session: what can be done with it, its first cell, its parts. */
export function SessionPanel({ session, onDialog, onClose }: SessionPanelProps) {
  useShortcuts({ Escape: () => (onClose ? onClose() : false) })
  return (
    <>
      <PanelSection>
        <div className={classes.panelHead}>
          <h1 className="ell" title={session.name}>
            <bdi>{session.name}</bdi>
          </h1>
          <Since session={session} />
          {onClose && (
            <ActionIcon aria-label="Close the panel" onClick={onClose}>
              <IconX size={ICON} />
            </ActionIcon>
          )}
        </div>
        {session.description !== '' && <p className={classes.panelText}>{session.description}</p>}
        <Actions session={session} onDialog={onDialog} />
      </PanelSection>
      <PanelSection>
        <div className={classes.sectionHead}>
          <h2>First cell</h2>
          <span className="t3">four lines</span>
          <span className="grow" />
          <ReachByChoice session={session} />
          <CopyFirstCell session={session} />
        </div>
        <FirstCellLines session={session} />
      </PanelSection>
      <PanelSection>
        <Parts session={session} />
      </PanelSection>
      <PanelSection>
        <dl className={classes.facts}>
          <dt>id</dt>
          <dd className="mono">{session.id}</dd>
          <dt>Created</dt>
          <dd>{formatExact(session.createdAt)}</dd>
        </dl>
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          className={classes.delete}
          leftSection={<IconTrash size={ICON} />}
          onClick={() => onDialog({ do: 'delete', session })}
        >
          Delete the session
        </Button>
      </PanelSection>
    </>
  )
}
