import { Button } from '@mantine/core'
import { IconStethoscope, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useStatus } from '../../api/queries'
import { ListenOn } from '../../components/ListenOn'
import { About } from './About'
import { Backups } from './Backups'
import { Announcing, HideNames, LanguageChoice, TextSizeChoice, ThemeChoice } from './Looks'
import { OwnerForm } from './OwnerForm'
import { KeptFor } from './KeptFor'
import { WhatIsKept } from './WhatIsKept'
import { Thresholds } from './Thresholds'
import { KeepAwake, LeaveSetting } from './WindowSettings'
import classes from './SettingsPage.module.css'

function Setting({ title, children, note }: { title: string; children: ReactNode; note?: string }) {
  return (
    <section className={classes.setting}>
      <div>
        <h2>{title}</h2>
        {note !== undefined && <p className="muted">{note}</p>}
      </div>
      <div className={classes.control}>{children}</div>
    </section>
  )
}

/** Settings: the teacher's name, how the app looks, and the folders of its files. */
export function SettingsPage() {
  const { data: status } = useStatus()
  const { t } = useTranslation(['settings', 'desktop', 'dashboard', 'classlist', 'backups', 'privacy'])
  if (!status) return null
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <h1>{t('title')}</h1>
        <Setting title={t('owner.title')} note={t('owner.note')}>
          <OwnerForm key={status.owner} owner={status.owner} />
        </Setting>
        <Setting title={t('names.title')} note={t('names.note')}>
          <HideNames status={status} />
        </Setting>
        <Setting title={t('classlist:title')} note={t('classlist:note')}>
          <Button
            component={Link}
            href="/class"
            variant="default"
            leftSection={<IconUsers size={16} aria-hidden />}
          >
            {t('classlist:open')}
          </Button>
        </Setting>
        <Setting title={t('language.title')} note={t('language.note')}>
          <LanguageChoice />
        </Setting>
        <Setting title={t('theme.title')}>
          <ThemeChoice />
        </Setting>
        <Setting title={t('size.title')} note={t('size.note')}>
          <TextSizeChoice />
        </Setting>
        <Setting title={t('announce.title')} note={t('announce.note')}>
          <Announcing />
        </Setting>
        <Setting title={t('network.title')} note={t('network.note')}>
          <Button
            component={Link}
            href="/doctor"
            variant="default"
            leftSection={<IconStethoscope size={16} aria-hidden />}
          >
            {t('network.doctor')}
          </Button>
          <ListenOn status={status} />
        </Setting>
        <Setting title={t('dashboard:thresholds.title')} note={t('dashboard:thresholds.note')}>
          <Thresholds />
        </Setting>
        <Setting title={t('desktop:awake.title')} note={t('desktop:awake.note')}>
          <KeepAwake status={status} />
        </Setting>
        <Setting title={t('desktop:leave.setting')} note={t('desktop:leave.settingNote')}>
          <LeaveSetting status={status} />
        </Setting>
        <Setting title={t('backups:title')} note={t('backups:note')}>
          <Backups />
        </Setting>
        <Setting title={t('privacy:title')} note={t('privacy:note')}>
          <WhatIsKept status={status} />
          <KeptFor />
        </Setting>
        <Setting title={t('desktop:about.title')} note={t('desktop:about.promise')}>
          <About status={status} />
        </Setting>
      </div>
    </div>
  )
}
