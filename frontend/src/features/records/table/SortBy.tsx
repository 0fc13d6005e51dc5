import { ActionIcon, Select } from '@mantine/core'
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Sort, sortKeys } from '../route/route'
import { nextSort } from './columns'
import classes from './SortBy.module.css'

interface SortByProps {
  sort: Sort
  onSort: (sort: Sort) => void
}

/** What the list is sorted by, and in which direction, where no columns say so. */
export function SortBy({ sort, onSort }: SortByProps) {
  const { t } = useTranslation('records')
  const field = useRef<HTMLInputElement>(null)
  const turn = t(sort.ascending ? 'list.descending' : 'list.ascending')
  return (
    <span className={classes.sort}>
      <Select
        ref={field}
        size="xs"
        aria-label={t('list.sort')}
        data={sortKeys.map((key) => ({ value: key, label: t(`list.${key}`) }))}
        value={sort.key}
        allowDeselect={false}
        comboboxProps={{ keepMounted: false }}
        onChange={(chosen) => {
          const key = sortKeys.find((known) => known === chosen)
          if (key !== undefined && key !== sort.key) onSort(nextSort(sort, key))
        }}
        // The keys go to the list again.
        onOptionSubmit={() => field.current?.blur()}
      />
      <ActionIcon
        variant="default"
        aria-label={turn}
        title={turn}
        onClick={() => onSort({ ...sort, ascending: !sort.ascending })}
      >
        {sort.ascending ? <IconSortAscending size={14} /> : <IconSortDescending size={14} />}
      </ActionIcon>
    </span>
  )
}
