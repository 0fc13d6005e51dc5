import { Kbd, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnected, IconQrcode } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Notice, Session, Status } from '../api/types'
import { Dot } from '../components/bits'
import { CopyIcon } from '../components/Copy'
import { useAgo } from '../lib/clock'
import { formatExact, plural } from '../lib/format'
import classes from './StatusLine.module.css'

function Addresses({ status }: { status: Status }) {
  const address = status.addresses[0]
  if (address === undefined) return <span className={classes.item}>not reachable from notebooks</span>
  return (
    <span className={classes.item}>
      <Dot on />
      <span className={classes.address} title={status.addresses.join('\n')}>
        {address}
      </span>
      {status.hostName !== '' && (
        <>
          <span className="t3">or</span>
          <span className={classes.address}>{status.hostName}</span>
        </>
      )}
      <CopyIcon text={address} label="Copy the address" />
    </span>
  )
}

function Notebooks({ status: { connected, fetched } }: { status: Status }) {
  return (
    <span className={classes.item}>
      <IconPlugConnected size={14} aria-hidden />
      {connected > 0 && (
        <span>{plural(connected, { one: '{n} notebook connected', other: '{n} notebooks connected' })}</span>
      )}
      {fetched > 0 && (
        <span className={connected > 0 ? 't3' : undefined}>
          {plural(fetched, { one: 'code fetched once', other: 'code fetched {n} times' })}
        </span>
      )}
      {connected === 0 && fetched === 0 && <span>no notebook yet</span>}
    </span>
  )
}

function LastRecord({ stamp }: { stamp: string }) {
  const ago = useAgo(stamp)
  return (
    <span className={`${classes.item} t3`} title={formatExact(stamp)}>
      {stamp === '' ? 'no record yet' : `last record ${ago} ago`}
    </span>
  )
}

function NoticeText({ notice }: { notice: Notice }) {
  return (
    <>
      <IconAlertTriangle size={14} aria-hidden />
      <span className="ell">{notice.message}</span>
    </>
  )
}

/** What is wrong; all but a full disk is the network doctor's, to whom the notice leads. */
function Notices({ notices }: { notices: Notice[] }) {
  return notices.map((notice) => (
    <span key={notice.code} className={classes.noticeFrame} role="status">
      <Tooltip label={notice.message} multiline position="top">
        {notice.code === 'disk' ? (
          <span className={classes.notice} tabIndex={0}>
            <NoticeText notice={notice} />
          </span>
        ) : (
          <Link href="/doctor" className={classes.notice}>
            <NoticeText notice={notice} />
          </Link>
        )}
      </Tooltip>
    </span>
  ))
}

interface StatusLineProps {
  status: Status
  session: Session | undefined
  onMessage: () => void
  onJoin: (() => void) | undefined
  onKeys: () => void
}

/** What is always true somewhere: how notebooks reach the app, what came last, what is wrong. */
export function StatusLine({ status, session, onMessage, onJoin, onKeys }: StatusLineProps) {
  return (
    <footer className={classes.status}>
      <Addresses status={status} />
      <Notebooks status={status} />
      {session && <LastRecord stamp={session.lastRecordAt} />}
      <Notices notices={status.notices} />
      <span className="grow" />
      {session && (
        <button type="button" className={classes.keys} onClick={onMessage}>
          Message <Kbd>M</Kbd>
        </button>
      )}
      {onJoin && (
        <button type="button" className={classes.keys} onClick={onJoin}>
          <IconQrcode size={14} aria-hidden />
          Show how to join <Kbd>J</Kbd>
        </button>
      )}
      <button type="button" className={classes.keys} onClick={onKeys}>
        Keys <Kbd>?</Kbd>
      </button>
    </footer>
  )
}
