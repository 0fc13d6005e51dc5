import { Button, Kbd, SegmentedControl } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useFirstCell } from '../api/queries'
import type { Session } from '../api/types'
import { type ReachBy, setReachBy, useReachBy } from '../lib/preferences'
import { Code } from './answer/Code'
import { cellText, useCopyFirstCell } from './useCopy'
import classes from './FirstCell.module.css'

const choices: { value: ReachBy; label: string }[] = [
  { value: 'address', label: 'address' },
  { value: 'name', label: 'name' },
]

/** The choice between this machine's address and its name in the first cell; nothing where it has no name. */
export function ReachByChoice({ session }: { session: Session }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  if (!data?.byName) return null
  return (
    <SegmentedControl
      size="xs"
      aria-label="How notebooks reach this computer"
      data={choices}
      value={by}
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
