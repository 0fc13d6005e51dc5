import { type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { placeClicked } from '../list/clicked'
import { isPicked, type Picked } from '../selection/picked'
import type { Sort } from '../route/place'
import { type ListState, PAGE, recordAt, sendingOf } from '../../../api/recordList'
import { isOnTick, RecordRow, rowId, WaitingRow } from './RecordRow'
import { TableHead } from './TableHead'
import { takeKeys } from '../list/takeKeys'
import { useRows } from './useRows'
import classes from './records.module.css'

/** Scrolled further than this, one reads, and nothing may move. */
const TOP_TOLERANCE = 8

interface RecordTableProps {
  state: ListState
  isBehind: boolean
  sort: Sort
  withParts: boolean
  picked: Picked
  pickedCount: number
  /** The place of the cursor; -1 for none. */
  cursor: number
  openId: number | undefined
  onSight: (first: number, last: number, inSight: number) => void
  onScrolled: (isScrolled: boolean) => void
  onSort: (sort: Sort) => void
  onPickAll: () => void
  onPick: (index: number, isRange: boolean) => void
  onOpen: (index: number) => void
}

/** The records as a table of which only what is in sight is drawn, and read. */
export function RecordTable(props: RecordTableProps) {
  const { state, picked, pickedCount, cursor, openId, onPick, onOpen } = props
  const { t } = useTranslation('records')
  const ref = useRef<HTMLDivElement>(null)
  const rows = useRows(state, ref, props.onSight)
  useEffect(() => {
    if (cursor < 0) return
    rows.scrollToIndex(cursor, { align: 'auto' })
    takeKeys(ref.current)
  }, [cursor, rows])
  // A tick that is clicked never has the keys: the list has.
  const press = (event: MouseEvent<HTMLElement>) => {
    if (!isOnTick(event.target)) return
    event.preventDefault()
    ref.current?.focus({ preventScroll: true })
  }
  const click = (event: MouseEvent<HTMLElement>) => {
    const index = placeClicked(event.target)
    if (index < 0) return
    if (isOnTick(event.target) || event.shiftKey || event.ctrlKey || event.metaKey)
      onPick(index, event.shiftKey)
    else if (getSelection()?.type !== 'Range') onOpen(index)
  }
  const all = pickedCount === 0 ? 'none' : pickedCount >= state.total ? 'all' : 'some'
  return (
    <div
      ref={ref}
      className={classes.table}
      role="grid"
      aria-label={t('list.name')}
      aria-rowcount={state.total + 1}
      aria-multiselectable
      aria-busy={props.isBehind}
      aria-activedescendant={cursor >= 0 ? rowId(cursor) : undefined}
      tabIndex={0}
      data-parts={props.withParts}
      onMouseDown={press}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > TOP_TOLERANCE)}
    >
      <TableHead
        sort={props.sort}
        withParts={props.withParts}
        picked={all}
        onSort={props.onSort}
        onPickAll={props.onPickAll}
      />
      <div className={classes.track} role="rowgroup" style={{ height: rows.getTotalSize() }} onClick={click}>
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
              isPicked={isPicked(picked, record.id)}
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
