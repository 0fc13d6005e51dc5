import { IconArrowDown, IconArrowUp, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Sort } from '../route/route'
import { type Column, columns, nextSort, sortKeyOf } from './columns'
import { RowCheckbox } from '../list/RowCheckbox'
import classes from './TableHead.module.css'

interface TableHeadProps {
  sort: Sort
  withParts: boolean
  /** Whether all, some or none of the records are selected. */
  selected: 'all' | 'some' | 'none'
  onSort: (sort: Sort) => void
  onSelectAll: () => void
}

/** What stands at the head of a column: its name, or a picture of it where the column is too narrow for a name. */
function ColumnName({ column, name, isSorted }: { column: Column; name: string; isSorted: boolean }) {
  if (column !== 'verdict') return <span className="truncate">{name}</span>
  return isSorted ? null : <IconCircleCheck size={16} aria-hidden />
}

/** The names of the columns; a click on one, or Enter, sorts by it. */
export function TableHead({ sort, withParts, selected, onSort, onSelectAll }: TableHeadProps) {
  const { t } = useTranslation('records')
  return (
    <div className={classes.header} role="row" aria-rowindex={1}>
      <RowCheckbox
        cell="columnheader"
        aria-label={t('list.selectAll')}
        title={t('list.selectAll')}
        checked={selected === 'all'}
        isPartly={selected === 'some'}
        onChange={onSelectAll}
      />
      {columns.map((column) => {
        if (column === 'part' && !withParts) return null
        const key = sortKeyOf(column)
        const isSorted = sort.key === key
        const name = t(`list.${column}`)
        return (
          <span
            key={column}
            role="columnheader"
            data-column={column}
            title={column === 'alike' ? t('list.alikeWhy') : undefined}
            aria-sort={key && (isSorted ? (sort.ascending ? 'ascending' : 'descending') : 'none')}
          >
            {key ? (
              <button
                type="button"
                title={t('list.sortBy', { column: name })}
                aria-label={column === 'verdict' ? name : undefined}
                onClick={() => onSort(nextSort(sort, key))}
              >
                <ColumnName column={column} name={name} isSorted={isSorted} />
                {isSorted && (sort.ascending ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />)}
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
