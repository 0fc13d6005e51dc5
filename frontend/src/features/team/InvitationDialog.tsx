import { Button, Group, Modal } from '@mantine/core'
import { QRCodeSVG } from 'qrcode.react'
import { useTranslation } from 'react-i18next'
import { useCallOff } from '../../api/team'
import type { Invitation } from '../../api/types'
import { CopyText } from '../../components/Copy'
import { useClock } from '../../lib/clock'
import { formatSpan } from '../../lib/format'
import classes from './InvitationDialog.module.css'

interface InvitationDialogProps {
  invitation: Invitation
  opened: boolean
  onClose: () => void
}

/** Returns a code in two halves, as one reads it out. */
const inHalves = (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`

function Content({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('team')
  const { addresses, code, fingerprint, until, misses, locked, role } = invitation
  const left = useClock((now) => formatSpan(Math.max(0, Date.parse(until) - now)))
  const [address = '', ...others] = addresses
  if (locked) return <p role="alert">{t('locked')}</p>
  return (
    <>
      <div className={classes.way}>
        <div className={classes.qr}>
          {/* What follows the # never leaves the browser that scans it. */}
          <QRCodeSVG value={`${address}/#/pair/${code}`} title={address} marginSize={3} size={200} />
        </div>
        <div>
          <p className="muted">{t('scan')}</p>
          <p className={classes.address}>
            {address} <CopyText text={address} />
          </p>
          {others.slice(0, 2).map((other) => (
            <p key={other} className="faint">
              {t('or', { address: other })}
            </p>
          ))}
          <p className="muted">{t('code')}</p>
          <p className={classes.code} data-testid="code">
            {inHalves(code)}
          </p>
          <p className="faint">
            {t('left', { span: left })} · {t(`roles.${role as 'look'}`)}
          </p>
          {misses > 0 && <p className={classes.misses}>{t('misses', { count: misses })}</p>}
        </div>
      </div>
      <p className="muted">{t('whyAsked')}</p>
      <p className="faint">{t('fingerprint')}</p>
      <p className={classes.fingerprint}>{fingerprint}</p>
    </>
  )
}

/** The code of an invitation, for the one who stands beside the teacher. */
export function InvitationDialog({ invitation, opened, onClose }: InvitationDialogProps) {
  const { t } = useTranslation(['team', 'common'])
  const callOff = useCallOff()
  return (
    <Modal opened={opened} onClose={onClose} title={t('dialog')} size="40rem">
      <div className={classes.content}>
        <Content invitation={invitation} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => callOff.mutate(undefined, { onSuccess: onClose })}>
            {t('callOff')}
          </Button>
          <Button onClick={onClose}>{t('common:close')}</Button>
        </Group>
      </div>
    </Modal>
  )
}
