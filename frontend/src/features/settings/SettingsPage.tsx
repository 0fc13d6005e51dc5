import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useStatus } from '../../api/queries'
import { setTextSize, type TextSize, useTextSize } from '../../lib/preferences'
import { About } from './About'
import { OwnerForm } from './OwnerForm'
import { Thresholds } from './Thresholds'
import { KeepAwake, LeaveSetting } from './WindowSettings'
import classes from './settings.module.css'

const themes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const sizes: { value: TextSize; label: string }[] = [
  { value: '100', label: '100 %' },
  { value: '125', label: '125 %' },
]

function Setting({ title, children, note }: { title: string; children: ReactNode; note?: string }) {
  return (
    <section className={classes.setting}>
      <div>
        <h2>{title}</h2>
        {note !== undefined && <p className="t2">{note}</p>}
      </div>
      <div className={classes.control}>{children}</div>
    </section>
  )
}

/** Settings: the teacher's name, how the app looks, and where its things are. */
export function SettingsPage() {
  const { data: status } = useStatus()
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const textSize = useTextSize()
  const { t } = useTranslation('desktop')
  const { t: dashboard } = useTranslation('dashboard')
  if (!status) return null
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <h1>Settings</h1>
        <Setting
          title="Your user name"
          note="Stands in notebooks as session_owner. Your sessions follow when you change it; notebooks that carry the old name are refused until they get the new first cell."
        >
          <OwnerForm key={status.owner} owner={status.owner} />
        </Setting>
        <Setting title="Theme">
          <SegmentedControl
            aria-label="Theme"
            data={[...themes]}
            value={colorScheme}
            onChange={setColorScheme}
          />
        </Setting>
        <Setting title="Size of the text" note="Larger is for a screen that the room looks at.">
          <SegmentedControl
            aria-label="Size of the text"
            data={sizes}
            value={textSize}
            onChange={setTextSize}
          />
        </Setting>
        <Setting
          title="Network"
          note="Whether notebooks can reach this computer, and if not, why and what to do."
        >
          <Button
            component={Link}
            href="/doctor"
            variant="default"
            leftSection={<IconStethoscope size={16} aria-hidden />}
          >
            Ask the network doctor
          </Button>
        </Setting>
        <Setting title={dashboard('thresholds.title')} note={dashboard('thresholds.note')}>
          <Thresholds />
        </Setting>
        <Setting title={t('awake.title')} note={t('awake.note')}>
          <KeepAwake status={status} />
        </Setting>
        <Setting title={t('leave.setting')} note={t('leave.settingNote')}>
          <LeaveSetting status={status} />
        </Setting>
        <Setting title={t('about.title')} note={t('about.promise')}>
          <About status={status} />
        </Setting>
      </div>
    </div>
  )
}
