import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useStatus } from '../../api/queries'
import type { Status } from '../../api/types'
import { CopyIcon } from '../../components/Copy'
import { setTextSize, type TextSize, useTextSize } from '../../lib/preferences'
import { OwnerForm } from './OwnerForm'
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

function Fact({ name, value, withCopy = false }: { name: string; value: string; withCopy?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className="mono">{value}</span> {withCopy && <CopyIcon text={value} label={`Copy: ${name}`} />}
      </dd>
    </>
  )
}

function About({ status }: { status: Status }) {
  return (
    <dl className={classes.facts}>
      <Fact name="Version" value={status.version} />
      <Fact name="Data folder" value={status.dataFolder} withCopy />
      <Fact name="Port" value={String(status.port)} />
      {status.addresses.map((address) => (
        <Fact key={address} name="Address" value={address} withCopy />
      ))}
      {status.hostName !== '' && <Fact name="Name" value={status.hostName} withCopy />}
    </dl>
  )
}

/** Settings: the teacher's name, how the app looks, and where its things are. */
export function SettingsPage() {
  const { data: status } = useStatus()
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const textSize = useTextSize()
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
        <Setting title="About" note="Everything is in the data folder, on this computer alone.">
          <About status={status} />
        </Setting>
      </div>
    </div>
  )
}
