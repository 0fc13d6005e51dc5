import { Kbd, Modal } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import { type CSSProperties, useEffect } from 'react'
import { fillScreen } from '../../api/client'
import { useConnection } from '../../api/connection'
import type { Session, Status } from '../../api/types'
import { Dot } from '../../components/bits'
import { formatClock, formatCount, plural } from '../../lib/format'
import { keyName } from '../../lib/shortcuts'
import { Cell } from './Cell'
import { splitAddress } from '../../lib/lines'
import classes from './join.module.css'

interface JoinScreenProps {
  status: Status
  session: Session | undefined
  opened: boolean
  onClose: () => void
}

/** How many others of this computer's addresses are told beside the first. */
const OTHERS = 2

/** Tells the style sheet how long a text in mono is, for it to fit on one line. */
function lengthOf(text: string): CSSProperties {
  return { '--chars': Math.max(text.length, 1) } as CSSProperties
}

function Address({ address }: { address: string }) {
  const { host, port } = splitAddress(address)
  return (
    <p className={classes.address} style={lengthOf(address)} data-testid="join-address">
      {host}
      <span className="t2">{port}</span>
    </p>
  )
}

/** The other ways to the same place: by name, and by addresses on other networks. */
function OtherWays({ status }: { status: Status }) {
  const name = status.hostName === '' ? '' : `${status.hostName}:${status.port}`
  const others = status.addresses.slice(1, 1 + OTHERS)
  return (
    <>
      {name !== '' && (
        <div>
          <p className={classes.or}>or, if your computer knows names:</p>
          <p className={classes.name} style={lengthOf(name)}>
            {name}
          </p>
        </div>
      )}
      {others.length > 0 && (
        <p className={classes.or}>
          or, on another network: <span className={classes.other}>{others.join('  ')}</span>
        </p>
      )}
    </>
  )
}

function Place({ status }: { status: Status }) {
  const address = status.addresses[0]
  const trouble = status.notices.find(({ code }) => code === 'loopback' || code === 'no_network')
  return (
    <div className={classes.place}>
      <div className={classes.ways}>
        <p className={classes.how}>Open this in a browser to see that you get through</p>
        {address !== undefined && <Address address={address} />}
        {trouble ? <p className={classes.trouble}>{trouble.message}</p> : <OtherWays status={status} />}
      </div>
      {address !== undefined && (
        <div className={classes.qr}>
          <QRCodeSVG value={`http://${address}/`} title={`QR code of http://${address}/`} marginSize={3} />
        </div>
      )}
    </div>
  )
}

function Foot({ connected }: { connected: number }) {
  const { live, asOf } = useConnection()
  return (
    <div className={classes.foot}>
      <p className={classes.connected} role="status">
        <Dot on={connected > 0} />
        <b>{formatCount(connected)}</b>{' '}
        {plural(connected, { one: 'notebook connected', other: 'notebooks connected' })}
      </p>
      <span className="grow" />
      <span className={classes.hint}>
        {live
          ? 'Use the same network as this screen'
          : `The app does not answer: this is as of ${formatClock(asOf)}`}
      </span>
      <Kbd className={classes.key}>Esc</Kbd>
    </div>
  )
}

interface JoinBoardProps {
  status: Status
  session: Session | undefined
  /** Whether a closed session can be opened from here. */
  canOpen?: boolean
}

/** How to join, filling the screen: the address, its QR code, the lines of the first cell, who is there by number. */
export function JoinBoard({ status, session, canOpen = true }: JoinBoardProps) {
  return (
    <div className={classes.screen}>
      <h1 className={classes.title}>
        {session ? (
          <>
            <bdi>{session.name}</bdi> <span className="t2">of {session.owner}</span>
          </>
        ) : (
          <span className="t2">{status.owner}</span>
        )}
      </h1>
      <Place status={status} />
      <Cell session={session} canOpen={canOpen} />
      <Foot connected={status.connected} />
    </div>
  )
}

function Content({ status, session, onClose }: Omit<JoinScreenProps, 'opened'>) {
  useEffect(fillScreen, [])
  useEffect(() => {
    // A browser takes the Esc that ends its full screen for itself.
    const onChange = () => document.fullscreenElement === null && onClose()
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [onClose])
  return <JoinBoard status={status} session={session} />
}

/** How to join, for the projector: the address, its QR code, the four lines, who is there by number. */
export function JoinScreen({ opened, onClose, ...rest }: JoinScreenProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      onKeyDown={(event) => keyName(event.nativeEvent) === 'j' && onClose()}
      fullScreen
      lockScroll={false}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Content className={classes.content} radius={0} aria-label="How to join">
        <Content {...rest} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}
