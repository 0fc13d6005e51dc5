import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListState, PAGE, recordAt, sendingOf } from '../../../api/recordList'
import { useListReading } from '../../../lib/useReading'
import { focusList } from '../list/focusList'
import { listClicks } from '../list/listClicks'
import type { Sort } from '../route/route'
import { isSelected, type ListSelection } from '../selection/listSelection'
import { RecordRow, rowId, WaitingRow } from './RecordRow'
import { TableHead } from './TableHead'
import { useRows } from './useRows'
import classes from './RecordTable.module.css'

/** The list counts as scrolled beyond this, in pixels; then nothing in it may move. */
const TOP_TOLERANCE = 8

interface RecordTableProps {
  state: ListState
  isBehind: boolean
  sort: Sort
  withParts: boolean
  /** Some question of the session has a title. */
  withTitles: boolean
  selected: ListSelection
  selectedCount: number
  /** The index of the cursor; -1 for none. */
  cursor: number
  openId: number | undefined
  onVisible: (first: number, last: number, count: number) => void
  onScrolled: (isScrolled: boolean) => void
  /** Is told whether the reader is in the list; the same function at every render. */
  onHere: (isHere: boolean) => void
  onSort: (sort: Sort) => void
  onSelectAll: () => void
  onSelect: (index: number, isRange: boolean) => void
  onOpen: (index: number) => void
}

/** The records as a table; only visible rows are drawn and read. */
export function RecordTable(props: RecordTableProps) {
  const { state, selected, selectedCount, cursor, openId, onSelect, onOpen } = props
  const { t } = useTranslation('records')
  const ref = useRef<HTMLDivElement>(null)
  const rows = useRows(state, ref, props.onVisible)
  // In a narrow window the panel lies over the list, which then draws no row.
  const isDrawn = rows.getVirtualItems().some(({ index }) => index === cursor)
  const reading = useListReading(props.onHere, cursor >= 0)
  useEffect(() => {
    if (cursor < 0) return
    rows.scrollToIndex(cursor, { align: 'auto' })
    focusList(ref.current)
  }, [cursor, rows, state.generation])
  const { onMouseDown, onClick } = listClicks({ onSelect, onRow: onOpen })
  const all = selectedCount === 0 ? 'none' : selectedCount >= state.total ? 'all' : 'some'
  return (
    <div
      ref={ref}
      className={classes.table}
      role="grid"
      aria-label={t('list.name')}
      aria-rowcount={state.total + 1}
      aria-multiselectable
      aria-busy={props.isBehind}
      aria-activedescendant={isDrawn ? rowId(cursor) : undefined}
      tabIndex={0}
      data-parts={props.withParts}
      data-titles={props.withTitles}
      data-selecting={selectedCount > 0}
      {...reading}
      onMouseDown={onMouseDown}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > TOP_TOLERANCE)}
    >
      <TableHead
        sort={props.sort}
        withParts={props.withParts}
        selected={all}
        onSort={props.onSort}
        onSelectAll={props.onSelectAll}
      />
      <div
        className={classes.track}
        role="rowgroup"
        style={{ height: rows.getTotalSize() }}
        onClick={onClick}
      >
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const record = recordAt(state, index)
          return record ? (
            <RecordRow
              key={record.id}
              record={record}
              index={index}
              top={start}
              height={size}
              isCursor={index === cursor}
              isOpen={record.id === openId}
              isSelected={isSelected(selected, record.id)}
              isFresh={state.arrived.has(sendingOf(record))}
              withPart={props.withParts}
            />
          ) : (
            <WaitingRow
              key={`waiting ${index}`}
              index={index}
              top={start}
              height={size}
              isLost={state.pages.has(Math.floor(index / PAGE))}
            />
          )
        })}
      </div>
    </div>
  )
}
