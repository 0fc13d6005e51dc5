import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Backup,
  type Backups as Kept,
  chooseFolder,
  useBackups,
  useMakeBackup,
  useSalvage,
  useSetSecondFolder,
} from '../../api/keeping'
import { useStatus } from '../../api/queries'
import { Form } from '../../components/Form'
import { notifyDone, notifyError } from '../../components/notify'
import { appNow } from '../../lib/clock'
import { formatBytes, formatCount, formatMoment, formatTime } from '../../lib/format'
import { RestoreDialog } from './RestoreDialog'
import classes from './Backups.module.css'

function Row({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const { t } = useTranslation(['backups', 'common'])
  const at = formatMoment(backup.at, appNow(), formatTime)
  return (
    <li className={classes.row}>
      <span>
        {at}
        <span className="muted"> · {t(`cause.${backup.cause}`, { defaultValue: backup.cause })}</span>
        <br />
        <span className="faint">
          {backup.isUsable
            ? `${t('sessions', { count: backup.sessions.length })} · ${t('common:countRecords', { count: backup.records })}`
            : t('unusable')}{' '}
          · {formatBytes(backup.bytes)}
        </span>
      </span>
      <Button
        variant="default"
        size="xs"
        disabled={!backup.isUsable}
        aria-label={t('restoreOf', { date: at })}
        onClick={onRestore}
      >
        {t('restore')}
      </Button>
    </li>
  )
}

function List({
  title,
  backups,
  onRestore,
}: {
  title: string
  backups: Backup[]
  onRestore: (b: Backup) => void
}) {
  const { t } = useTranslation('backups')
  return (
    <section>
      <h3 className={classes.head}>{title}</h3>
      {backups.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <ul className={classes.list} aria-label={title}>
          {backups.map((backup) => (
            <Row key={backup.path} backup={backup} onRestore={() => onRestore(backup)} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The folder elsewhere that gets the copies too. */
function Second({ kept }: { kept: Kept }) {
  const { t } = useTranslation(['backups', 'common'])
  const [path, setPath] = useState(kept.second)
  const set = useSetSecondFolder()
  const save = (to: string) => {
    setPath(to)
    set.mutate(to, {
      onSuccess: () => notifyDone(t(to === '' ? 'second.off' : 'second.set')),
      onError: notifyError,
    })
  }
  return (
    <Form canSend={path !== kept.second} onSend={() => save(path.trim())}>
      <TextInput
        label={t('second.label')}
        description={t('second.note')}
        placeholder={t('second.none')}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      {kept.secondState !== '' && (
        <Text size="sm" className={kept.secondState === 'ready' ? 'muted' : classes.warn} mt={4}>
          {t(`second.state.${kept.secondState}`, { defaultValue: '' })}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        <Button type="submit" variant="default" size="xs" disabled={path === kept.second}>
          {t('common:save')}
        </Button>
        {kept.choosesFolder && (
          <Button
            variant="default"
            size="xs"
            onClick={() => void chooseFolder().then((chosen) => chosen !== '' && save(chosen), notifyError)}
          >
            {t('second.choose')}
          </Button>
        )}
        {kept.second !== '' && (
          <Button variant="subtle" size="xs" onClick={() => save('')}>
            {t('second.stop')}
          </Button>
        )}
      </Group>
    </Form>
  )
}

/** What can be done about a damaged data file: a question, and nothing by itself. */
function Damaged({ newest, onRestore }: { newest: Backup | undefined; onRestore: (b: Backup) => void }) {
  const { t } = useTranslation('backups')
  const salvage = useSalvage()
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={16} />} title={t('damaged.title')}>
      <Stack gap="xs">
        <p>
          {newest
            ? t('damaged.newest', {
                date: formatMoment(newest.at, appNow(), formatTime),
                answers: formatCount(newest.records),
              })
            : t('damaged.noCopy')}
        </p>
        <Group gap="xs">
          {newest && (
            <Button size="xs" onClick={() => onRestore(newest)}>
              {t('damaged.use')}
            </Button>
          )}
          <Button
            variant="default"
            size="xs"
            loading={salvage.isPending}
            onClick={() =>
              salvage.mutate(undefined, {
                onSuccess: ({ records, lost }) => notifyDone(t('damaged.salvaged', { records, lost })),
                onError: notifyError,
              })
            }
          >
            {t('damaged.salvage')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}

/** The copies of the data file: which there are, one now, one back, and a folder elsewhere. */
export function Backups() {
  const { t } = useTranslation('backups')
  const { dataUpdatedAt } = useStatus()
  const { data: kept } = useBackups(dataUpdatedAt)
  const make = useMakeBackup()
  const [chosen, setChosen] = useState<Backup>()
  if (!kept) return null
  const newest = kept.own.find(({ isUsable, cause }) => isUsable && cause !== 'salvaged')
  return (
    <Stack gap="md">
      {kept.damaged && <Damaged newest={newest} onRestore={setChosen} />}
      <p className="muted">
        {t('when', { count: kept.kept, minutes: kept.everyMinutes, size: formatBytes(kept.capBytes) })}
      </p>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          loading={make.isPending}
          onClick={() =>
            make.mutate(undefined, { onSuccess: () => notifyDone(t('made')), onError: notifyError })
          }
        >
          {t('make')}
        </Button>
      </Group>
      <List title={t('own')} backups={kept.own} onRestore={setChosen} />
      <Second key={kept.second} kept={kept} />
      {kept.elsewhere.length > 0 && (
        <List title={t('elsewhere')} backups={kept.elsewhere} onRestore={setChosen} />
      )}
      {chosen && <RestoreDialog backup={chosen} onClose={() => setChosen(undefined)} />}
    </Stack>
  )
}
