import { Button } from '@mantine/core'
import { IconTrash, IconUsersGroup } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Selection } from '../../../api/types'
import { Key } from '../../../components/Key'
import { Sentence } from '../../../components/Sentence'
import { formatCount } from '../../../lib/format'
import { useShortcuts } from '../../../lib/shortcuts'
import { ListBar } from '../list/ListBar'
import { ExportButton } from './ExportButton'
import classes from './SelectionBar.module.css'

interface SelectionBarProps {
  count: number
  total: number
  /** How many students the selected records are from; undefined if not known. */
  students: number | undefined
  isDeleting: boolean
  chosen: () => Selection
  onDelete: () => void
  onMerge: () => void
  onClear: () => void
  /** Stands beside Export. */
  children?: ReactNode
}

/** The actions on the selected records; the bar replaces the count. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, total, students, isDeleting, chosen, onDelete, onMerge, onClear } = props
  const { t } = useTranslation('records')
  const canMerge = students !== undefined && students > 1
  useShortcuts({ y: () => (canMerge ? onMerge() : false) })
  return (
    <ListBar isSelection role="toolbar" aria-label={t('selection.label')}>
      <span data-testid="selected" aria-live="polite">
        <Sentence words={t('selection.some', { count: total })} parts={{ n: <b>{formatCount(count)}</b> }} />
      </span>
      <ExportButton label={t('count.export')} chosen={chosen} count={count} />
      {props.children}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconUsersGroup size={14} />}
        rightSection={<Key>Y</Key>}
        disabled={!canMerge}
        title={canMerge ? undefined : t('selection.mergeNeedsTwo')}
        onClick={onMerge}
      >
        {t('selection.merge')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        className={classes.danger}
        loading={isDeleting}
        leftSection={<IconTrash size={14} />}
        rightSection={<Key>Del</Key>}
        onClick={onDelete}
      >
        {t('selection.delete')}
      </Button>
      <Button variant="subtle" size="compact-sm" rightSection={<Key>Esc</Key>} onClick={onClear}>
        {t('selection.release')}
      </Button>
    </ListBar>
  )
}
