import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconChartBar,
  IconCopyPlus,
  IconDownload,
  IconFiles,
  IconNotebook,
  IconPencil,
  IconPlayerPlay,
  IconPointFilled,
  IconReportAnalytics,
  IconSquare,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Session } from '../../api/types'
import { DemoTag } from '../../components/DemoTag'
import { Dot } from '../../components/Dot'
import { ExportChoices } from '../../components/ExportChoices'
import { CellNote, CopyFirstCell, FirstCellLines, ReachByChoice } from '../../components/FirstCell'
import { SessionFeedback } from '../../components/feedback/SessionFeedback'
import { ListedSwitch } from '../../components/ListedSwitch'
import { Drift } from '../../components/notebook/Drift'
import { PanelSection } from '../../components/Page'
import { useClock } from '../../lib/clock'
import { formatDate, formatExact } from '../../lib/format'
import { gradesRoute, notebookRoute } from '../../lib/routes'
import type { Dialog } from './dialog'
import { Parts } from './Parts'
import { SectionHead } from './SectionHead'
import { useSessionActions } from './useSessionActions'
import classes from './SessionPanel.module.css'

const ICON = 14

function Since({ session }: { session: Session }) {
  const { t } = useTranslation('sessions')
  const since = session.open ? session.openedAt : session.closedAt
  const when = useClock((now) => (since === '' ? '' : formatDate(since, now)))
  const words = session.open ? 'openSince' : since === '' ? 'neverOpened' : 'closedSince'
  return (
    <span className={classes.since} title={formatExact(since)}>
      <Dot on={session.open} />
      {t(words, { when })}
    </span>
  )
}

function Actions({ session, isCurrent, onDialog }: ActionsProps) {
  const { t } = useTranslation('sessions')
  const { isBusy, select, toggle, save } = useSessionActions(session)
  const [, navigate] = useLocation()
  const Toggle = session.open ? IconSquare : IconPlayerPlay
  return (
    <div className={classes.actions}>
      {isCurrent ? (
        <Button
          variant="default"
          leftSection={<IconChartBar size={ICON} />}
          onClick={() => navigate('/dashboard')}
        >
          {t('do.dashboard')}
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconPointFilled size={ICON} />} onClick={select}>
          {t('do.makeCurrent')}
        </Button>
      )}
      <Button variant="default" loading={isBusy} leftSection={<Toggle size={ICON} />} onClick={toggle}>
        {t(session.open ? 'do.close' : 'do.open')}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={ICON} />}>
            {t('do.export')}
          </Button>
        </Menu.Target>
        <ExportChoices sessionId={session.id} onChoose={save} />
      </Menu>
      <Button
        variant="default"
        leftSection={<IconCopyPlus size={ICON} />}
        onClick={() => onDialog({ do: 'duplicate', session })}
      >
        {t('do.duplicate')}
      </Button>
    </div>
  )
}

interface ActionsProps {
  session: Session
  isCurrent: boolean
  onDialog: (dialog: Dialog) => void
}

interface SessionPanelProps extends ActionsProps {
  /** Closes the panel if it lies over the list; undefined if it stands beside it. */
  onClose: (() => void) | undefined
}

function Head({ session, onDialog, onClose }: Omit<SessionPanelProps, 'isCurrent'>) {
  const { t } = useTranslation(['sessions', 'common'])
  return (
    <div className={classes.panelHead}>
      <h2 className="truncate" title={session.name}>
        <bdi>{session.name}</bdi>
      </h2>
      <DemoTag session={session} />
      <ActionIcon
        aria-label={t('do.rename')}
        title={t('do.rename')}
        onClick={() => onDialog({ do: 'edit', session })}
      >
        <IconPencil size={ICON} />
      </ActionIcon>
      <span className="grow" />
      <Since session={session} />
      {onClose && (
        <ActionIcon aria-label={t('common:closePanel')} onClick={onClose}>
          <IconX size={ICON} />
        </ActionIcon>
      )}
    </div>
  )
}

/** How notebooks and students get to a session. */
function Reach({ session }: { session: Session }) {
  const { t } = useTranslation('sessions')
  return (
    <>
      <PanelSection>
        <SectionHead title={t('firstCell')}>
          <span className="grow" />
          <ReachByChoice session={session} />
          <CopyFirstCell session={session} />
        </SectionHead>
        <FirstCellLines session={session} />
        <CellNote session={session} />
      </PanelSection>
      <PanelSection>
        <Button
          component={Link}
          href={notebookRoute('', session.id)}
          variant="default"
          size="compact-sm"
          leftSection={<IconNotebook size={ICON} />}
        >
          {t('do.notebook')}
        </Button>
      </PanelSection>
      <PanelSection>
        <ListedSwitch session={session} />
      </PanelSection>
    </>
  )
}

/** The panel of a session: its actions, its first cell, its parts. */
export function SessionPanel(props: SessionPanelProps) {
  const { session, onDialog } = props
  const { t } = useTranslation(['sessions', 'feedback', 'files', 'grades'])
  return (
    <>
      <PanelSection>
        <Head {...props} />
        {session.description !== '' && <p className={classes.panelText}>{session.description}</p>}
        <Actions {...props} />
      </PanelSection>
      {!session.demo && <Reach session={session} />}
      {!session.demo && <Drift session={session} />}
      <PanelSection>
        <SectionHead title={t('files:title')}>
          <span className="grow" />
          <Button
            component={Link}
            href={`/sessions/${session.id}/files`}
            variant="default"
            size="compact-sm"
            leftSection={<IconFiles size={ICON} aria-hidden />}
          >
            {t('files:open')}
          </Button>
        </SectionHead>
        <p className={classes.panelText}>{t('files:about')}</p>
      </PanelSection>
      <PanelSection>
        <SectionHead title={t('grades:panel')}>
          <span className="grow" />
          <Button
            component={Link}
            href={gradesRoute(session.id)}
            variant="default"
            size="compact-sm"
            leftSection={<IconReportAnalytics size={ICON} aria-hidden />}
          >
            {t('grades:open')}
          </Button>
        </SectionHead>
        <p className={classes.panelText}>{t('grades:about')}</p>
      </PanelSection>
      <PanelSection>
        <SectionHead title={t('feedback:title')}>
          <span className="grow" />
          <SessionFeedback session={session} />
        </SectionHead>
      </PanelSection>
      <PanelSection>
        <Parts session={session} />
      </PanelSection>
      <PanelSection>
        <dl className={classes.facts}>
          <dt>{t('columns.id')}</dt>
          <dd className="mono">{session.id}</dd>
          <dt>{t('created')}</dt>
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
          {t('do.delete')}
        </Button>
      </PanelSection>
    </>
  )
}
