import { Button, Group, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { thirdPartyNotices } from '../../api/desktop'
import { useStatus } from '../../api/queries'
import type { Status } from '../../api/types'
import { CopyIcon } from '../../components/Copy'
import { useCopyDiagnostics } from '../../components/useCopyDiagnostics'
import classes from './About.module.css'

function Fact({ name, value, withCopy = false }: { name: string; value: string; withCopy?: boolean }) {
  const { t } = useTranslation('desktop')
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className="mono">{value}</span>
        {withCopy && <CopyIcon text={value} label={t('about.copy', { what: name })} />}
      </dd>
    </>
  )
}

function Facts({ status }: { status: Status }) {
  const { t } = useTranslation('desktop')
  return (
    <dl className={classes.facts}>
      <Fact name={t('about.version')} value={status.version} withCopy />
      <Fact name={t('about.data')} value={status.dataFolder} withCopy />
      {status.stateFolder !== '' && <Fact name={t('about.log')} value={status.stateFolder} withCopy />}
      <Fact name={t('about.port')} value={String(status.port)} />
      {status.addresses.map((address) => (
        <Fact key={address} name={t('about.address')} value={address} withCopy />
      ))}
      {status.hostName !== '' && <Fact name={t('about.name')} value={status.hostName} withCopy />}
    </dl>
  )
}

/** The licences of all parts of the app, word by word. */
function Notices() {
  const { t } = useTranslation('desktop')
  const { data, error } = useQuery({ queryKey: ['notices'], queryFn: thirdPartyNotices })
  if (error) return <p className="muted">{t('about.noNotices')}</p>
  return (
    <pre className={classes.notices} tabIndex={0} aria-label={t('about.notices')}>
      {data}
    </pre>
  )
}

/** The version of the app, its folders, and the licences of its parts. */
export function About({ status }: { status: Status }) {
  const { t } = useTranslation('desktop')
  const copyDiagnostics = useCopyDiagnostics()
  const [isShowing, setShowing] = useState(false)
  return (
    <>
      <Facts status={status} />
      <Group gap="xs" className={classes.buttons}>
        <Button variant="default" size="xs" onClick={() => void copyDiagnostics()}>
          {t('diagnostics.copy')}
        </Button>
        <Button variant="default" size="xs" aria-expanded={isShowing} onClick={() => setShowing(!isShowing)}>
          {t('about.notices')}
        </Button>
      </Group>
      {isShowing && <Notices />}
    </>
  )
}

/** About, as the menu's dialog. */
export function AboutDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('desktop')
  const { data: status } = useStatus()
  return (
    <Modal opened={opened} onClose={onClose} title={t('about.title')} size="lg">
      <p className={classes.promise}>{t('about.promise')}</p>
      {status && <About status={status} />}
    </Modal>
  )
}
