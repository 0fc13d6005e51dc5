import { Button, SegmentedControl } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFirstCell } from '../api/queries'
import type { SessionFacts } from '../api/types'
import { reachBys, setReachBy, useReachBy } from '../lib/preferences'
import { Code } from './answer/Code'
import { withoutPacked } from '../lib/lines'
import { WhichCell } from './CellKinds'
import { Key } from './Key'
import { Prose } from './Prose'
import { cellText, useCopyFirstCell, useIsCellCopied } from './useCopy'
import classes from './FirstCell.module.css'

/** Four empty lines: the room that a first cell takes. */
const LOADING = '\n\n\n'

/** The choice of a first cell: with this machine's address, with its name if it has one, or with the client inside. */
export function ReachByChoice({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('common')
  const { data } = useFirstCell(session)
  const by = useReachBy()
  const choices = reachBys.filter((kind) => kind !== 'name' || data?.byName)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('cell.reachBy')}
      data={choices.map((value) => ({ value, label: t(`cell.${value}`) }))}
      value={choices.includes(by) ? by : 'address'}
      onChange={setReachBy}
    />
  )
}

/** What the chosen first cell is for, and what the others are for. */
export function CellNote({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('common')
  const { data } = useFirstCell(session)
  const by = useReachBy()
  return (
    <p className={classes.note}>
      <Prose>{t(`cell.${by === 'name' && data?.byName === '' ? 'address' : by}Note`)}</Prose> <WhichCell />
    </p>
  )
}

/** The button that copies a session's first cell. */
export function CopyFirstCell({ session, large = false }: { session: SessionFacts; large?: boolean }) {
  const { t } = useTranslation('common')
  const copy = useCopyFirstCell()
  const isCopied = useIsCellCopied(session)
  const Icon = isCopied ? IconCheck : IconCopy
  return (
    <Button
      size={large ? 'lg' : 'compact-sm'}
      leftSection={<Icon size={large ? 16 : 14} />}
      rightSection={<Key>C</Key>}
      onClick={() => void copy(session)}
    >
      {t(isCopied ? 'copied' : large ? 'cell.copyLines' : 'copy')}
    </Button>
  )
}

/** Returns how many lines of a session's first cell are shown; those of the shortest until it is known. */
export function useCellLines(session: SessionFacts): number {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  return (data ? cellText(data, by) : LOADING).split('\n').length
}

/** The lines for the first cell of a session's notebook. */
export function FirstCellLines({ session, large = false }: { session: SessionFacts; large?: boolean }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  return (
    <div className={classes.box} data-large={large} data-testid="first-cell">
      <Code
        source={data ? withoutPacked(cellText(data, by)) : LOADING}
        className={classes.code}
        scrolls={false}
      />
    </div>
  )
}
