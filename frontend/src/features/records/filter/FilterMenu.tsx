import { Button, Checkbox, Combobox, type ComboboxStore } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import { FocusRestorer } from '../../../components/FocusRestorer'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import { takeFocus } from '../../../lib/focus'
import { formatCount } from '../../../lib/format'
import type { ListRequest } from '../list/query'
import type { Filter } from '../route/route'
import { type Kind, kinds, matching, type Option, toggleOption, valuesOf } from './options'
import { RangeFields } from './RangeFields'
import { useOptions } from './useOptions'
import classes from './FilterMenu.module.css'

interface FilterMenuProps {
  session: Session
  request: ListRequest
  store: ComboboxStore
  /** The only kind that is offered; undefined offers all. */
  only?: Kind | undefined
  onFilter: (filter: Filter) => void
  /** The button that opens the menu. */
  children: ReactNode
}

/** A menu of all filter options, which can be searched; chosen options have a tick. */
export function FilterMenu({ children, ...props }: FilterMenuProps) {
  const { t } = useTranslation('records')
  const { store, request, onFilter } = props
  return (
    <Combobox
      store={store}
      keepMounted={false}
      width={320}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(id) => {
        const [kind = '', ...value] = id.split(':')
        onFilter(toggleOption(request.filter, { kind: kind as Kind, value: value.join(':') }))
      }}
    >
      {/* The arrow keys belong to the list of records, even when the menu's button has the focus. */}
      <Combobox.Target targetType="button" withKeyboardNavigation={false}>
        {children}
      </Combobox.Target>
      <Combobox.Dropdown>
        <FocusRestorer button={store.targetRef} label={t('filters.find')}>
          <Choices {...props} />
        </FocusRestorer>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Choices({ session, request, store, only, onFilter }: Omit<FilterMenuProps, 'children'>) {
  const { t } = useTranslation('records')
  const [words, setWords] = useState('')
  const listId = useId()
  const [isRange, setRange] = useState(request.filter.time?.kind === 'range' && only === 'time')
  const options = useOptions(session, request)
  const isAhead = useRef(false)
  const groups = kinds
    .filter((kind) => only === undefined || kind === only)
    .map((kind) => ({
      kind,
      ...matching(
        (options ?? []).filter((option) => option.kind === kind),
        words,
        only !== undefined,
      ),
    }))
    .filter(({ matches }) => matches.length > 0)
  const offered = groups.flatMap(({ matches }) => matches.map(({ kind, value }) => `${kind}:${value}`)).join()
  const { selectFirstOption, resetSelectedOption, clickSelectedOption } = store
  // Enter takes the first match; before anything is typed there is none.
  useEffect(() => {
    if (words === '') resetSelectedOption()
    else selectFirstOption()
  }, [words, offered, selectFirstOption, resetSelectedOption])
  // Enter may be pressed before the options are there: then it takes the first match once they are.
  useEffect(() => {
    if (!isAhead.current || options === undefined) return
    isAhead.current = false
    if (words !== '') clickSelectedOption()
  }, [options, words, clickSelectedOption])
  if (isRange) {
    return (
      <RangeFields
        time={request.filter.time}
        onApply={(time) => {
          onFilter({ ...request.filter, time })
          store.closeDropdown()
        }}
      />
    )
  }
  return (
    <>
      <Combobox.Search
        ref={takeFocus}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        value={words}
        aria-label={t('filters.find')}
        placeholder={only === undefined ? t('filters.find') : t('filters.findKind')}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => (isAhead.current = event.key === 'Enter' && options === undefined)}
      />
      <Combobox.Options
        id={listId}
        className={classes.options}
        aria-label={only === undefined ? t('filters.find') : t(`filters.groups.${only}`)}
      >
        {groups.map(({ kind, matches, left }) => (
          <Combobox.Group key={kind} label={t(`filters.groups.${kind}`)}>
            {matches.map((option) => (
              <Choice
                key={option.value}
                option={option}
                isOn={valuesOf(request.filter, kind).includes(option.value)}
              />
            ))}
            {left > 0 && <p className={`faint ${classes.left}`}>{t('filters.left', { count: left })}</p>}
          </Combobox.Group>
        ))}
        {options !== undefined && groups.length === 0 && (
          <Combobox.Empty>{t('filters.nothing')}</Combobox.Empty>
        )}
      </Combobox.Options>
      {(only === undefined || only === 'time') && (
        <Combobox.Footer>
          <Button variant="subtle" size="compact-sm" onClick={() => setRange(true)}>
            {t('filters.ownRange')}
          </Button>
        </Combobox.Footer>
      )}
    </>
  )
}

function Choice({ option, isOn }: { option: Option; isOn: boolean }) {
  const { kind, value, label, records } = option
  return (
    <Combobox.Option value={`${kind}:${value}`} className={classes.option} active={isOn}>
      <Checkbox.Indicator checked={isOn} aria-hidden size="xs" className={classes.tick} />
      {kind === 'verdict' && <VerdictMark verdict={asVerdict(value)} />}
      <bdi className="truncate grow" title={label}>
        {label}
      </bdi>
      {records !== undefined && <span className="faint">{formatCount(records)}</span>}
    </Combobox.Option>
  )
}
