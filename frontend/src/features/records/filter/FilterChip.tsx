import { useCombobox } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import type { ListRequest } from '../list/query'
import type { Filter } from '../route/route'
import { FilterMenu } from './FilterMenu'
import type { Kind } from './options'
import classes from './FilterChip.module.css'

interface FilterChipProps {
  session: Session
  request: ListRequest
  kind: Kind
  /** The chosen values in words. */
  values: string[]
  onFilter: (filter: Filter) => void
  onRemove: (event: MouseEvent) => void
}

/** The chip of an active filter; pressed it opens a menu, and its cross removes the filter. */
export function FilterChip({ session, request, kind, values, onFilter, onRemove }: FilterChipProps) {
  const { t } = useTranslation('records')
  const store = useCombobox()
  const name = t(`filters.kinds.${kind}`)
  const [first = '', ...others] = values
  return (
    <span className={classes.chip} data-filter={kind}>
      <FilterMenu session={session} request={request} store={store} only={kind} onFilter={onFilter}>
        <button
          type="button"
          className={classes.chipBody}
          title={t('filters.edit', { name, values: values.join(', ') })}
          onClick={() => store.toggleDropdown()}
        >
          <span className={classes.chipName}>{name}</span>
          <bdi className={classes.chipValue}>
            {others.length < 3 ? values.join(', ') : t('filters.andMore', { first, count: others.length })}
          </bdi>
        </button>
      </FilterMenu>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={t('filters.remove', { name })}
        onClick={onRemove}
      >
        <IconX size={14} />
      </button>
    </span>
  )
}
