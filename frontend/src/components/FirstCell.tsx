import { Button, SegmentedControl } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFirstCell } from '../api/queries'
import type { SessionFacts } from '../api/types'
import { type ReachBy, setReachBy, useReachBy } from '../lib/preferences'
import { Code } from './answer/Code'
import { withoutPacked } from '../lib/lines'
import { Key } from './Key'
import { cellText, useCopyFirstCell, useIsCellCopied } from './useCopy'
import classes from './FirstCell.module.css'

/** The choice of a first cell: with this machine's address, with its name if it has one, or with the client inside. */
export function ReachByChoice({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('common')
  const { data } = useFirstCell(session)
  const by = useReachBy()
  const others: ReachBy[] = ['checked', 'selfContained']
  const choices: ReachBy[] = data?.byName ? ['address', 'name', ...others] : ['address', ...others]
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('cell.reachBy')}
      title={t(by === 'selfContained' ? 'cell.selfContainedNote' : 'cell.checkedNote')}
      data={choices.map((value) => ({ value, label: t(`cell.${value}`) }))}
      value={choices.includes(by) ? by : 'address'}
      onChange={setReachBy}
    />
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

/** The four lines for the first cell of a session's notebook. */
export function FirstCellLines({ session, large = false }: { session: SessionFacts; large?: boolean }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  return (
    <div className={classes.box} data-large={large} data-testid="first-cell">
      <Code
        source={data ? withoutPacked(cellText(data, by)).trimEnd() : '\n\n\n'}
        className={classes.code}
        scrolls={false}
      />
    </div>
  )
}
