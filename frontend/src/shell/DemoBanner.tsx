import { Button } from '@mantine/core'
import { IconMasksTheater } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useRemoveDemo } from '../api/mutations'
import type { SessionFacts, Status } from '../api/types'
import { notifyDone } from '../components/notify'
import { StartDemo } from '../components/StartDemo'
import { SaveLab } from './SaveLab'
import classes from './DemoBanner.module.css'

function stateOf(session: SessionFacts, status: Status): 'sending' | 'sent' | 'closed' {
  if (!session.open) return 'closed'
  return status.demoSends ? 'sending' : 'sent'
}

/** Says on every page that the class is invented, and removes it. */
export function DemoBanner({ session, status }: { session: SessionFacts; status: Status }) {
  const { t } = useTranslation('demo')
  const remove = useRemoveDemo(() => notifyDone(t('removed')))
  const [isSaving, setSaving] = useState(false)
  const state = stateOf(session, status)
  return (
    <section className={classes.banner} aria-label={t('projected')}>
      <IconMasksTheater size={16} aria-hidden />
      <p>
        <b>{t('banner.title')}</b> {t(`banner.${state}`)}{' '}
        {state !== 'closed' && <span className={classes.more}>{t('banner.hidden')}</span>}
      </p>
      {state === 'closed' && (
        <StartDemo>
          {(isBusy) => (
            <Button variant="default" size="compact-sm" loading={isBusy}>
              {t('again')}
            </Button>
          )}
        </StartDemo>
      )}
      <Button component={Link} href="/help/tutorial" variant="default" size="compact-sm">
        {t('banner.tour')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => setSaving(true)}>
        {t('banner.lab')}
      </Button>
      <Button variant="default" size="compact-sm" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('banner.remove')}
      </Button>
      <SaveLab demo={session} opened={isSaving} onClose={() => setSaving(false)} />
    </section>
  )
}
