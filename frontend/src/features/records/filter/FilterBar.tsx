import { Button, useCombobox } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import { Key } from '../../../components/Key'
import { PageHead } from '../../../components/Page'
import { useShortcuts } from '../../../lib/shortcuts'
import { FilterChip } from './FilterChip'
import { FilterMenu } from './FilterMenu'
import { type Kind, kinds, without } from './options'
import { type Filter, isEmptyFilter, noFilter } from '../route/route'
import type { ListRequest } from '../list/query'
import { TextFilter } from './TextFilter'
import { useFilterWords } from './useFilterWords'
import classes from './FilterBar.module.css'

interface FilterBarProps {
  session: Session
  request: ListRequest
  /** Takes a filter; typing changes it with every key. */
  onFilter: (filter: Filter, isTyping?: boolean) => void
  /** What is always chosen, as the page has a control of its own for it: it is no chip, and stays. */
  always?: Kind
  /** What stands at the end of the bar. */
  children: ReactNode
}

/** What narrows the records: a text, and what else was chosen, as chips. */
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
  /** Takes a filter without what had the button that was pressed; whoever did that by key stays in the bar. */
  const letGo = (next: Filter, { detail }: MouseEvent) => {
    onFilter(next)
    if (detail === 0) add.current?.focus()
  }
  return (
    <PageHead>
      <TextFilter text={filter.text} onText={(text) => onFilter({ ...filter, text }, true)} />
      <div className={classes.chips}>
        {chips.map(({ kind, values }) => (
          <FilterChip
            key={kind}
            session={session}
            request={request}
            kind={kind}
            values={values}
            onFilter={onFilter}
            onRemove={(event) => letGo(without(filter, kind), event)}
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
          <Button variant="subtle" size="compact-sm" onClick={(event) => letGo(noFilter, event)}>
            {t('filters.clear')}
          </Button>
        )}
      </div>
      <span className="grow" />
      {children}
    </PageHead>
  )
}
