import { ActionIcon, Button } from '@mantine/core'
import { IconFile, IconNotebook, IconPlus, IconX } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAttachFiles, useDetachFile } from '../../api/files'
import type { DeviceFetch, HandedOutFile, Session, SessionFiles } from '../../api/types'
import { ListedSwitch } from '../../components/ListedSwitch'
import { Name } from '../../components/Name'
import { notifyDone, notifyError } from '../../components/notify'
import { PanelSection } from '../../components/Page'
import { useClock } from '../../lib/clock'
import { formatBytes, formatDate, formatExact } from '../../lib/format'
import classes from './HandedOut.module.css'

const ICON = 14

function FileRow({ file, sessionId }: { file: HandedOutFile; sessionId: number }) {
  const { t } = useTranslation('files')
  const detach = useDetachFile(sessionId)
  const Kind = file.notebook ? IconNotebook : IconFile
  return (
    <li className={classes.file}>
      <Kind size={ICON} aria-hidden />
      <Name>{file.name}</Name>
      <span className="faint nowrap">{formatBytes(file.size)}</span>
      <ActionIcon
        size={20}
        aria-label={t('remove', { name: file.name })}
        title={t('remove', { name: file.name })}
        onClick={() => detach.mutate(file.id, { onError: notifyError })}
      >
        <IconX size={ICON} />
      </ActionIcon>
      <span className={`mono truncate ${classes.version}`} title={`SHA-256 ${file.sha256}`}>
        {t('version', { version: file.version })}
      </span>
    </li>
  )
}

function Device({ device }: { device: DeviceFetch }) {
  const { t } = useTranslation('files')
  const when = useClock((now) => formatDate(device.fetchedAt, now))
  return (
    <li>
      <span className="mono truncate">{device.address}</span>
      <span className="faint nowrap" title={formatExact(device.fetchedAt)}>
        {t('deviceFiles', { count: device.fetched })}, {when}
      </span>
    </li>
  )
}

/** What a session hands out, and the browsers that took it whose students are not known. */
export function HandedOut({ session, files }: { session: Session; files: SessionFiles }) {
  const { t } = useTranslation('files')
  const [isOver, setOver] = useState(false)
  const attach = useAttachFiles()
  const add = (dropped?: File[]) =>
    attach.mutate(
      { sessionId: session.id, dropped },
      {
        onSuccess: (count) => {
          if (count > 0) notifyDone(t('attached', { count }))
        },
        onError: notifyError,
      },
    )
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = [...event.dataTransfer.files]
    if (dropped.length > 0) add(dropped)
  }
  return (
    <>
      <PanelSection>
        <div
          className={classes.drop}
          data-over={isOver}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <div className={classes.head}>
            <h2>{t('handedOut')}</h2>
            <span className="faint">
              {t('size', { size: formatBytes(files.size), most: formatBytes(files.most) })}
            </span>
            <span className="grow" />
            <Button
              variant="default"
              size="compact-sm"
              loading={attach.isPending}
              leftSection={<IconPlus size={ICON} aria-hidden />}
              onClick={() => add()}
            >
              {t('attach')}
            </Button>
          </div>
          <ul className={classes.files}>
            {files.files.map((file) => (
              <FileRow key={file.id} file={file} sessionId={session.id} />
            ))}
          </ul>
          <p>{t(files.files.length === 0 ? 'none' : 'how')}</p>
        </div>
        {!session.open && <p className={classes.note}>{t('isClosed')}</p>}
      </PanelSection>
      {!session.demo && (
        <PanelSection>
          <ListedSwitch session={session} />
        </PanelSection>
      )}
      {files.devices.length > 0 && (
        <PanelSection>
          <h2>{t('devices')}</h2>
          <p className="faint">{t('devicesNote')}</p>
          <ul className={classes.devices}>
            {files.devices.map((device) => (
              <Device key={device.address} device={device} />
            ))}
          </ul>
        </PanelSection>
      )}
    </>
  )
}
