import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCoffee,
  IconHandStop,
  IconMessages,
  IconPlugConnected,
  IconQrcode,
  IconVersions,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useConnection } from '../api/connection'
import { useWaiting } from '../api/dashboard'
import { useCurrentSession } from '../api/queries'
import type { Notice, SessionFacts, Status } from '../api/types'
import { CopyIcon } from '../components/Copy'
import { Dot } from '../components/Dot'
import { Key } from '../components/Key'
import { useSince } from '../lib/clock'
import { formatExact } from '../lib/format'
import { dismissForGood } from '../lib/preferences'
import { sayNotice } from '../words/notices'
import { useShown } from './useShown'
import { TeamMark } from './TeamMark'
import { UndoList } from './UndoList'
import classes from './StatusLine.module.css'

function Addresses({ status }: { status: Status }) {
  const { t } = useTranslation('shell')
  const address = status.addresses[0]
  if (address === undefined) return <span className={classes.item}>{t('status.unreachable')}</span>
  return (
    <span className={classes.item}>
      <Dot on />
      <span className={classes.address} title={status.addresses.join('\n')}>
        {address}
      </span>
      {status.hostName !== '' && (
        <>
          <span className={`faint ${classes.name}`}>{t('status.or')}</span>
          <span className={`${classes.address} ${classes.name}`}>{status.hostName}</span>
        </>
      )}
      <CopyIcon text={address} label={t('status.copyAddress')} />
    </span>
  )
}

function Notebooks({ status: { connected, fetched }, isDemo }: { status: Status; isDemo: boolean }) {
  const { t } = useTranslation(['shell', 'demo'])
  return (
    <span className={`${classes.item} ${classes.notebooks}`}>
      <IconPlugConnected size={14} aria-hidden />
      {connected > 0 && (
        <span>{t(isDemo ? 'demo:notebooks' : 'status.notebooks', { count: connected })}</span>
      )}
      {fetched > 0 && (
        <span className={connected > 0 ? `faint ${classes.fetched}` : undefined}>
          {t('status.fetched', { count: fetched })}
        </span>
      )}
      {connected === 0 && fetched === 0 && <span>{t('status.noNotebook')}</span>}
    </span>
  )
}

function LastRecord() {
  const { t } = useTranslation('shell')
  const stamp = useCurrentSession()?.lastRecordAt ?? ''
  const when = useSince(stamp)
  return (
    <span className={`${classes.item} ${classes.last} faint`} title={formatExact(stamp)}>
      {stamp === '' ? t('status.noRecord') : t('status.lastRecord', { when })}
    </span>
  )
}

/** Says how many ask for help, and leads to them. */
function Asking({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('shell')
  const { data: waiting = [] } = useWaiting(session.id)
  if (waiting.length === 0) return null
  return (
    <Link href="/dashboard" className={`${classes.item} ${classes.asking}`}>
      <IconHandStop size={14} aria-hidden />
      {t('status.asking', { count: waiting.length })}
    </Link>
  )
}

/** Says how many notebooks have another version than the one prepared last, and leads to the message to them. */
function Behind({ session, count }: { session: SessionFacts; count: number }) {
  const { t } = useTranslation('shell')
  return (
    <Link href={`/sessions/${String(session.id)}`} className={`${classes.item} ${classes.asking}`}>
      <IconVersions size={14} aria-hidden />
      {t('status.behind', { count })}
    </Link>
  )
}

function NoticeText({ notice }: { notice: Notice }) {
  return (
    <>
      <IconAlertTriangle size={14} aria-hidden />
      <span className="truncate" data-may-be-cut>
        {sayNotice(notice)}
      </span>
    </>
  )
}

/** What the network has no part in: nothing is stored, or too much comes. */
const ofTheDisk = new Set([
  'disk_full',
  'disk_fails',
  'file_unwritable',
  'file_held',
  'file_damaged',
  'answers_damaged',
  'out_of_memory',
  'write_failed',
])
const ofTheClass = new Set(['session_full', 'many_newcomers', 'many_questions'])
const ofAnExport = new Set(['export_no_room', 'export_refused', 'export_failed'])
const noNetwork = [ofTheDisk, ofTheClass, ofAnExport]
/** What the teacher may not want to be told of again. */
const forGood = new Set(['awake_refused'])

/** What is wrong. The notice leads to the network doctor if that can help. */
function Notices({ notices }: { notices: Notice[] }) {
  const { t } = useTranslation('shell')
  return notices.map((notice) => (
    <span key={notice.code} className={classes.noticeFrame}>
      <Tooltip label={sayNotice(notice)} multiline position="top">
        {noNetwork.some((codes) => codes.has(notice.code)) ? (
          <span className={classes.notice} tabIndex={0}>
            <NoticeText notice={notice} />
          </span>
        ) : (
          <Link href={notice.code === 'awake_refused' ? '/settings' : '/doctor'} className={classes.notice}>
            <NoticeText notice={notice} />
          </Link>
        )}
      </Tooltip>
      {forGood.has(notice.code) && (
        <ActionIcon
          size={20}
          className={classes.dismiss}
          aria-label={t('status.dismiss')}
          title={t('status.dismiss')}
          onClick={() => dismissForGood(notice.code)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </span>
  ))
}

/** Counts the notices behind the first, on a line that has no room for them, and reads them out. */
function MoreNotices({ notices }: { notices: Notice[] }) {
  if (notices.length === 0) return null
  const says = notices.map(sayNotice).join(' ')
  return (
    <Tooltip label={says} multiline position="top">
      <Link href="/doctor" className={`${classes.notice} ${classes.more}`} aria-label={says}>
        +{notices.length}
      </Link>
    </Tooltip>
  )
}

/** Says that the computer is kept awake; Settings can switch it off. */
function AwakeMark({ by }: { by: string }) {
  const { t } = useTranslation('desktop')
  return (
    <Tooltip label={`${t('awake.mark')} (${by})`}>
      <Link href="/settings" className={classes.item} aria-label={t('awake.mark')}>
        <IconCoffee size={14} aria-hidden />
      </Link>
    </Tooltip>
  )
}

interface StatusLineProps {
  status: Status
  session: SessionFacts | undefined
  onMessage: () => void
  onMessages: () => void
  onJoin: (() => void) | undefined
  onKeys: () => void
}

/**
 * The status line: how notebooks reach the app, what came last, what is wrong. The whole line turns amber when the class
 * falls silent at once, because then the network is gone, when nothing can be stored, and when the app does not answer;
 * that is visible from the back of the room.
 */
export function StatusLine({ status, session, onMessage, onMessages, onJoin, onKeys }: StatusLineProps) {
  const { t } = useTranslation('shell')
  const { live } = useConnection()
  const messages = t('withKey', { what: t('find.messages'), key: 'Shift M' })
  const notices = useShown(status.notices)
  const nothingComes = !live || notices.some(({ code }) => code === 'silent' || ofTheDisk.has(code))
  return (
    <footer className={classes.status} data-alarm={nothingComes} data-notices={notices.length}>
      <Addresses status={status} />
      {live ? (
        <Notebooks status={status} isDemo={session?.demo === true} />
      ) : (
        <span className={classes.item}>{t('lost.title')}</span>
      )}
      {session && <Asking session={session} />}
      {session && status.behind > 0 && <Behind session={session} count={status.behind} />}
      {session && <LastRecord />}
      {status.assistants > 0 && <TeamMark count={status.assistants} />}
      {status.awake.held && <AwakeMark by={status.awake.by} />}
      <Notices notices={notices} />
      <MoreNotices notices={notices.slice(1)} />
      <span className="grow" />
      <UndoList />
      {session && (
        <>
          <button type="button" className={classes.keys} title={t('status.message')} onClick={onMessage}>
            <span className={classes.word}>{t('status.message')}</span> <Key>M</Key>
          </button>
          <Tooltip label={messages}>
            <button type="button" className={classes.keys} aria-label={messages} onClick={onMessages}>
              <IconMessages size={14} aria-hidden />
            </button>
          </Tooltip>
        </>
      )}
      {onJoin && (
        <button type="button" className={classes.keys} title={t('status.join')} onClick={onJoin}>
          <IconQrcode size={14} aria-hidden />
          <span className={classes.word}>{t('status.join')}</span> <Key>J</Key>
        </button>
      )}
      <button type="button" className={classes.keys} title={t('status.keys')} onClick={onKeys}>
        <span className={classes.word}>{t('status.keys')}</span> <Key>?</Key>
      </button>
    </footer>
  )
}
