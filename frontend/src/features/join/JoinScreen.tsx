import { Modal } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import { type CSSProperties, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { fillScreen } from '../../api/client'
import { useConnection } from '../../api/connection'
import type { SessionFacts, Status } from '../../api/types'
import { Dot } from '../../components/Dot'
import { Key } from '../../components/Key'
import { Sentence } from '../../components/Sentence'
import { formatClock, formatCount } from '../../lib/format'
import { keyName } from '../../lib/shortcuts'
import { Cell } from './JoinCell'
import { splitAddress } from '../../lib/lines'
import { sayNotice } from '../../words/notices'
import classes from './JoinScreen.module.css'

interface JoinScreenProps {
  status: Status
  session: SessionFacts | undefined
  opened: boolean
  onClose: () => void
}

/** How many of this computer's addresses are shown beside the first. */
const OTHERS = 2

/** Tells the style sheet how long a text is, so that it fits on one line. */
function lengthOf(text: string): CSSProperties {
  return { '--chars': Math.max(text.length, 1) } as CSSProperties
}

function Address({ address }: { address: string }) {
  const { host, port } = splitAddress(address)
  return (
    <p className={classes.address} style={lengthOf(address)} data-testid="join-address">
      {host}
      <span className="muted">{port}</span>
    </p>
  )
}

/** The other ways to this computer: by name, and by addresses on other networks. */
function OtherWays({ status }: { status: Status }) {
  const { t } = useTranslation('join')
  const name = status.hostName === '' ? '' : `${status.hostName}:${status.port}`
  const others = status.addresses.slice(1, 1 + OTHERS)
  return (
    <>
      {name !== '' && (
        <div>
          <p className={classes.or}>{t('byName')}</p>
          <p className={classes.name} style={lengthOf(name)}>
            {name}
          </p>
        </div>
      )}
      {others.length > 0 && (
        <p className={classes.or}>
          {t('elsewhere')} <span className={classes.other}>{others.join('  ')}</span>
        </p>
      )}
    </>
  )
}

/** A trouble that keeps everybody out, so that no other way helps. */
const dead = ['loopback', 'no_network', 'interface_gone', 'not_listening', 'address_taken']

function Place({ status }: { status: Status }) {
  const { t } = useTranslation('join')
  const address = status.addresses[0]
  const trouble = status.notices.find(({ code }) => dead.includes(code))
  return (
    <div className={classes.place}>
      <div className={classes.ways}>
        <p className={classes.how}>{t('open')}</p>
        {address !== undefined && <Address address={address} />}
        {trouble ? <p className={classes.trouble}>{sayNotice(trouble)}</p> : <OtherWays status={status} />}
      </div>
      {address !== undefined && (
        <div className={classes.qr}>
          <QRCodeSVG
            value={`http://${address}/`}
            title={t('qr', { address: `http://${address}/` })}
            marginSize={3}
          />
        </div>
      )}
    </div>
  )
}

function Foot({ connected }: { connected: number }) {
  const { t } = useTranslation('join')
  const { live, asOf } = useConnection()
  return (
    <div className={classes.foot}>
      <p className={classes.connected} role="status">
        <Dot on={connected > 0} />
        <b>{formatCount(connected)}</b> {t('connected', { count: connected })}
      </p>
      <span className="grow" />
      <span className={classes.hint}>
        {live ? t('sameNetwork') : t('disconnected', { time: formatClock(asOf) })}
      </span>
      <Key className={classes.key}>Esc</Key>
    </div>
  )
}

interface JoinPictureProps {
  status: Status
  session: SessionFacts | undefined
  /** Whether a closed session can be opened from here. */
  canOpen?: boolean
}

/** How to join, filling the screen: the address, its QR code, the lines of the first cell, who is there by number. */
export function JoinPicture({ status, session, canOpen = true }: JoinPictureProps) {
  const { t } = useTranslation('join')
  return (
    <div className={classes.screen}>
      <h1 className={classes.title}>
        {session ? (
          <span className="muted">
            <Sentence
              words={t('sessionOf')}
              parts={{ session: <bdi className={classes.session}>{session.name}</bdi>, owner: session.owner }}
            />
          </span>
        ) : (
          <span className="muted">{status.owner}</span>
        )}
      </h1>
      <Place status={status} />
      <Cell session={session} canOpen={canOpen} />
      <Foot connected={session?.demo ? 0 : status.connected} />
    </div>
  )
}

function Content({ status, session, onClose }: Omit<JoinScreenProps, 'opened'>) {
  useEffect(fillScreen, [])
  useEffect(() => {
    // The Esc that ends the full screen reaches the browser only, not the page.
    const onChange = () => document.fullscreenElement === null && onClose()
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [onClose])
  return <JoinPicture status={status} session={session} />
}

/** How to join, for the projector: the address, its QR code, the four lines, who is there by number. */
export function JoinScreen({ opened, onClose, ...rest }: JoinScreenProps) {
  const { t } = useTranslation('join')
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      onKeyDown={(event) => keyName(event.nativeEvent) === 'j' && onClose()}
      fullScreen
      lockScroll={false}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Content className={classes.content} radius={0} aria-label={t('title')}>
        <Content {...rest} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}
