import { Button, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportSession } from '../../api/transfers'
import {
  type KeptSession,
  type Retention,
  useRetention,
  useSetRetentionMonths,
  useSetSessionEnd,
} from '../../api/keeping'
import { notifyDone, notifyError } from '../../components/notify'
import { appNow } from '../../lib/clock'
import { formatDate } from '../../lib/format'
import classes from './KeptFor.module.css'

/** How many months after closing; what the switch begins with. */
const FIRST_MONTHS = 12

function Months({ kept }: { kept: Retention }) {
  const { t } = useTranslation('privacy')
  const [months, setMonths] = useState<number | string>(kept.months)
  const set = useSetRetentionMonths()
  const save = (to: number) =>
    set.mutate(to, { onSuccess: () => notifyDone(t('kept.saved')), onError: notifyError })
  return (
    <>
      <Switch
        label={t('kept.switch')}
        description={t('kept.note')}
        checked={kept.months > 0}
        onChange={(event) => save(event.currentTarget.checked ? FIRST_MONTHS : 0)}
      />
      {kept.months > 0 && (
        <NumberInput
          label={t('kept.months')}
          min={1}
          max={kept.maxMonths}
          allowDecimal={false}
          clampBehavior="blur"
          value={months}
          onChange={setMonths}
          onBlur={() => typeof months === 'number' && months > 0 && months !== kept.months && save(months)}
        />
      )}
    </>
  )
}

/** The first day that a session may be given: tomorrow. */
function tomorrow(): string {
  const day = new Date(appNow() + 24 * 3_600_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function End({ session }: { session: KeptSession }) {
  const { t } = useTranslation('privacy')
  const set = useSetSessionEnd()
  const save = (until: string) => set.mutate({ id: session.id, until }, { onError: notifyError })
  const now = appNow()
  return (
    <div className={classes.end}>
      <p>
        {session.end === ''
          ? t('kept.forEver')
          : t(session.isEnding ? 'kept.endsSoon' : 'kept.ends', { date: formatDate(session.end, now) })}
      </p>
      <div className={classes.buttons}>
        <TextInput
          type="date"
          aria-label={t('kept.date')}
          min={tomorrow()}
          key={session.until}
          onChange={(event) => event.currentTarget.value !== '' && save(event.currentTarget.value)}
        />
        {!session.isKept && session.end !== '' && (
          <Button variant="default" onClick={() => save('keep')}>
            {t('kept.keep')}
          </Button>
        )}
        {(session.isKept || session.until !== '') && (
          <Button variant="default" onClick={() => save('')}>
            {t('kept.asOthers')}
          </Button>
        )}
        <Button
          variant="default"
          onClick={() =>
            void exportSession(session.id, 'zip').then(
              (path) => path !== '' && notifyDone(t('kept.exported', { path })),
              notifyError,
            )
          }
        >
          {t('kept.export')}
        </Button>
      </div>
    </div>
  )
}

/** How long sessions are kept: months after closing for all, and a date for one. */
export function KeptFor() {
  const { t } = useTranslation('privacy')
  const { data: kept } = useRetention()
  const [wanted, setWanted] = useState<string | null>(null)
  if (!kept) return null
  const ending = kept.sessions.find(({ isEnding }) => isEnding)
  const session = kept.sessions.find(({ id }) => String(id) === wanted) ?? ending
  return (
    <Stack gap="sm" mt="md">
      <Months key={kept.months} kept={kept} />
      <Select
        label={t('kept.one')}
        placeholder={t('kept.choose')}
        searchable
        value={session ? String(session.id) : null}
        onChange={setWanted}
        data={kept.sessions.map(({ id, name, createdAt }) => ({
          value: String(id),
          label: `${name} · ${formatDate(createdAt, appNow())}`,
        }))}
      />
      {session && <End session={session} />}
    </Stack>
  )
}
