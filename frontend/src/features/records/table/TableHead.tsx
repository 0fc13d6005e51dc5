import { functionalUpdate, useTable } from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StudentRecord } from '../../../api/types'
import { columns, features, fromSorting, toSorting } from './columns'
import type { Sort } from '../route/route'
import { RowCheckbox } from './RowCheckbox'
import classes from './records.module.css'

const ariaSort = { asc: 'ascending', desc: 'descending' } as const
const NONE: StudentRecord[] = []

interface TableHeadProps {
  sort: Sort
  withParts: boolean
  /** Whether all, some or none of the records are selected. */
  selected: 'all' | 'some' | 'none'
  onSort: (sort: Sort) => void
  onSelectAll: () => void
}

/** The names of the columns; one sorts by them, by click or by key. */
export function TableHead({ sort, withParts, selected, onSort, onSelectAll }: TableHeadProps) {
  const { t } = useTranslation('records')
  const sorting = toSorting(sort)
  const table = useTable({
    features,
    columns,
    data: NONE,
    state: { sorting },
    manualSorting: true,
    enableSortingRemoval: false,
    onSortingChange: (update) => {
      const next = fromSorting(functionalUpdate(update, sorting))
      if (next) onSort(next)
    },
  })
  return (
    <div className={classes.header} role="row" aria-rowindex={1}>
      <span role="columnheader" className={classes.check}>
        <RowCheckbox
          aria-label={t('list.selectAll')}
          title={t('list.selectAll')}
          checked={selected === 'all'}
          isPartly={selected === 'some'}
          onChange={onSelectAll}
        />
      </span>
      {table.getHeaderGroups()[0]?.headers.map(({ column }) => {
        const id = column.id as Sort['key'] | 'part'
        if (id === 'part' && !withParts) return null
        const sorted = column.getIsSorted()
        const name = t(`list.${id}`)
        return (
          <span
            key={id}
            role="columnheader"
            data-column={id}
            aria-sort={sorted ? ariaSort[sorted] : column.getCanSort() ? 'none' : undefined}
          >
            {column.getCanSort() ? (
              <button
                type="button"
                title={t('list.sortBy', { column: name })}
                onClick={column.getToggleSortingHandler()}
              >
                <span className="ell">{name}</span>
                {sorted && (sorted === 'asc' ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />)}
              </button>
            ) : (
              name
            )}
          </span>
        )
      })}
    </div>
  )
}
