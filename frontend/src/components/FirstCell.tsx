import { Button, Kbd, SegmentedControl } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useFirstCell } from '../api/queries'
import type { Session } from '../api/types'
import { type ReachBy, setReachBy, useReachBy } from '../lib/preferences'
import { Code } from './answer/Code'
import { cellText, useCopyFirstCell } from './useCopy'
import classes from './FirstCell.module.css'

const byAddress: Choice = { value: 'address', label: 'address' }
const byName: Choice = { value: 'name', label: 'name' }
const checked: Choice = { value: 'checked', label: 'checked' }

interface Choice {
  value: ReachBy
  label: string
}

/** The choice of a first cell: by this machine's address, by its name where it has one, or checked. */
export function ReachByChoice({ session }: { session: Session }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  const choices = data?.byName ? [byAddress, byName, checked] : [byAddress, checked]
  const chosen = choices.find(({ value }) => value === by) ?? byAddress
  return (
    <SegmentedControl
      size="xs"
      aria-label="How notebooks reach this computer"
      title="checked: runs what it gets only if it is what this app serves, for networks that you do not trust"
      data={choices}
      value={chosen.value}
      onChange={setReachBy}
    />
  )
}

/** The button that copies a session's first cell. */
export function CopyFirstCell({ session, large = false }: { session: Session; large?: boolean }) {
  const copy = useCopyFirstCell()
  return (
    <Button
      size={large ? 'lg' : 'compact-sm'}
      leftSection={<IconCopy size={large ? 16 : 14} />}
      rightSection={<Kbd>C</Kbd>}
      onClick={() => void copy(session)}
    >
      {large ? 'Copy the four lines' : 'Copy'}
    </Button>
  )
}

/** The four lines for the first cell of a session's notebook. */
export function FirstCellLines({ session, large = false }: { session: Session; large?: boolean }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  return (
    <div className={classes.box} data-large={large} data-testid="first-cell">
      <Code source={data ? cellText(data, by) : '\n\n\n'} className={classes.code} />
    </div>
  )
}
