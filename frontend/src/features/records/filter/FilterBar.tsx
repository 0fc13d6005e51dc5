import { Button, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import { Key } from '../../../components/Key'
import { PageHead } from '../../../components/Page'
import { useShortcuts } from '../../../lib/shortcuts'
import type { ListRequest } from '../list/query'
import { type Filter, isEmptyFilter, noFilter } from '../route/route'
import { FilterChip } from './FilterChip'
import { FilterMenu } from './FilterMenu'
import { type Kind, kinds, without } from './options'
import { NameFilter } from './NameFilter'
import { TextFilter } from './TextFilter'
import { useFilterWords } from './useFilterWords'
import classes from './FilterBar.module.css'

interface FilterBarProps {
  session: Session
  request: ListRequest
  /** Called with the changed filter; isTyping says that more changes follow soon. */
  onFilter: (filter: Filter, isTyping?: boolean) => void
  /** The kind for which the page has a control of its own: it is not shown as a chip and not cleared. */
  always?: Kind
  /** Shown at the end of the bar. */
  children: ReactNode
}

/** The bar with the filters: a text field, and a chip for each other filter. */
export function FilterBar({ session, request, onFilter, always, children }: FilterBarProps) {
  const { t } = useTranslation('records')
  const { filter } = request
  const words = useFilterWords(session, filter)
  const store = useCombobox()
  const chips = kinds
    .filter((kind) => kind !== always)
    .map((kind) => ({ kind, values: words(kind) }))
    .filter(({ values }) => values.length > 0)
  useShortcuts({ f: () => store.openDropdown() })
  const add = useRef<HTMLButtonElement>(null)
  /** Applies a filter after a remove button was pressed. That button is gone: after a key the focus stays in the bar. */
  const apply = (next: Filter, { detail }: MouseEvent) => {
    onFilter(next)
    if (detail === 0) add.current?.focus()
  }
  return (
    <PageHead>
      <TextFilter text={filter.text} onText={(text) => onFilter({ ...filter, text }, true)} />
      <NameFilter name={filter.name} onName={(name) => onFilter({ ...filter, name }, true)} />
      <div className={classes.chips}>
        {chips.map(({ kind, values }) => (
          <FilterChip
            key={kind}
            session={session}
            request={request}
            kind={kind}
            values={values}
            onFilter={onFilter}
            onRemove={(event) => apply(without(filter, kind), event)}
          />
        ))}
        <FilterMenu session={session} request={request} store={store} onFilter={onFilter}>
          <button
            ref={add}
            type="button"
            className={classes.add}
            title={t('filters.addTitle')}
            onClick={() => store.toggleDropdown()}
          >
            <IconPlus size={14} aria-hidden />
            {t('filters.add')}
            <Key>F</Key>
          </button>
        </FilterMenu>
        {!isEmptyFilter(always ? without(filter, always) : filter) && (
          <Button variant="subtle" size="compact-sm" onClick={(event) => apply(noFilter, event)}>
            {t('filters.clear')}
          </Button>
        )}
      </div>
      <span className="grow" />
      {children}
    </PageHead>
  )
}
