import { type CSSProperties, type MouseEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ListState, PAGE, recordAt, sendingOf } from '../../../api/recordList'
import { useScale } from '../../../lib/preferences'
import { useShortcuts } from '../../../lib/shortcuts'
import { useListReading } from '../../../lib/useReading'
import { useStableCallback } from '../../../lib/useStableCallback'
import type { RecordMarks } from '../detail/useRecordMarks'
import { focusList } from '../list/focusList'
import { listClicks } from '../list/listClicks'
import { isOnCheckbox } from '../list/RowCheckbox'
import { isSelected, type ListSelection } from '../selection/listSelection'
import { beginsRun, type RunBy } from './runs'
import { HEADING, scrollToRow, useWholeRows, type WholeRows } from './useWholeRows'
import { RunHeading, WholeRow, wholeRowId } from './WholeRow'
import classes from './WholeList.module.css'

/** The list counts as scrolled beyond this, in pixels; then nothing in it may move. */
const TOP_TOLERANCE = 8

/** How much of what is seen a page key goes on by: the last lines stay, so that one finds them again. */
const PAGE_SHARE = 0.9

/** What a click acts on itself. */
const CONTROLS = 'a, button, input, label, summary, [role="tree"]'

interface WholeListProps {
  state: ListState
  isBehind: boolean
  /** What records stand together by, each run under a heading; undefined if nothing. */
  runBy: RunBy | undefined
  withParts: boolean
  partId: number
  selected: ListSelection
  selectedCount: number
  /** The index of the cursor; -1 for none. */
  cursor: number
  openId: number | undefined
  mark: RecordMarks['mark']
  onVisible: (first: number, last: number, count: number) => void
  onScrolled: (isScrolled: boolean) => void
  /** Is told whether the reader is in the list; the same function at every render. */
  onHere: (isHere: boolean) => void
  onSelect: (index: number, isRange: boolean) => void
  /** Moves the cursor. */
  onMove: (index: number) => void
  /** Shows a picture large. */
  onEnlarge: (id: number) => void
}

/** Goes on by pages, by key: an answer may be higher than what is seen. */
function usePageKeys(ref: RefObject<HTMLElement | null>): void {
  const turn = (pages: number) =>
    ref.current?.scrollBy({ top: pages * PAGE_SHARE * ref.current.clientHeight })
  useShortcuts({ PageDown: () => turn(1), PageUp: () => turn(-1) })
}

/**
 * Scrolls to the cursor when it moves, and gives the list the keys. Returns a function to call before the cursor moves to
 * a row that was clicked: that is in sight, and stays where it is.
 */
function useFollow(
  rows: WholeRows,
  ref: RefObject<HTMLElement | null>,
  { cursor, state }: Pick<WholeListProps, 'cursor' | 'state'>,
  head: number,
) {
  const { generation } = state
  const clicked = useRef(-1)
  useEffect(() => {
    if (cursor < 0) return
    if (clicked.current !== cursor) scrollToRow(rows, ref.current, cursor, head)
    clicked.current = -1
    focusList(ref.current)
  }, [rows, ref, cursor, head, generation])
  return useCallback((index: number) => {
    clicked.current = index
  }, [])
}

/** The records with their whole answers, one below the other; only those in sight are drawn and read. */
export function WholeList(props: WholeListProps) {
  const { state, runBy, selected, selectedCount, cursor, openId, onSelect, onMove } = props
  const { t } = useTranslation('records')
  const ref = useRef<HTMLDivElement>(null)
  const head = useScale()(runBy ? HEADING : 0)
  const rows = useWholeRows(state, ref, head, props.onVisible)
  const mark = useStableCallback(props.mark)
  const enlarge = useStableCallback(props.onEnlarge)
  const items = rows.getVirtualItems()
  const isDrawn = items.some(({ index }) => index === cursor)
  const reading = useListReading(props.onHere, cursor >= 0)
  const stayAt = useFollow(rows, ref, props, head)
  usePageKeys(ref)
  const { onMouseDown, onClick } = listClicks({
    onSelect,
    onRow: (index) => {
      stayAt(index)
      onMove(index)
    },
  })
  /** A click on what acts itself moves nothing. */
  const click = (event: MouseEvent<HTMLElement>) => {
    if (isOnCheckbox(event.target) || !(event.target as Element).closest(CONTROLS)) onClick(event)
  }
  const top = runBy && recordAt(state, rows.range?.startIndex ?? 0)
  return (
    <div
      ref={ref}
      className={classes.list}
      role="grid"
      aria-label={t('list.name')}
      aria-rowcount={state.total}
      aria-multiselectable
      aria-busy={props.isBehind}
      aria-activedescendant={isDrawn ? wholeRowId(cursor) : undefined}
      tabIndex={0}
      data-selecting={selectedCount > 0}
      style={{ '--pinned': `${String(head)}px` } as CSSProperties}
      {...reading}
      onMouseDown={onMouseDown}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > TOP_TOLERANCE)}
    >
      {top && (
        // The heading of the run that is at the top; its own heading scrolls away below it.
        <div className={classes.pinned} aria-hidden>
          <RunHeading record={top} by={runBy} />
        </div>
      )}
      <p className={classes.onPaper}>{t('paper.onlySeen')}</p>
      <div className={classes.track} role="rowgroup" style={{ height: rows.getTotalSize() }} onClick={click}>
        {items.map(({ index, start, size }) => {
          const record = recordAt(state, index)
          return record ? (
            <WholeRow
              key={record.id}
              record={record}
              index={index}
              top={start}
              measure={rows.measureElement}
              isFirst={beginsRun(state, index, runBy)}
              partId={props.partId}
              runBy={runBy}
              isCursor={index === cursor}
              isOpen={record.id === openId}
              isSelected={isSelected(selected, record.id)}
              isFresh={state.arrived.has(sendingOf(record))}
              withPart={props.withParts}
              mark={mark}
              onEnlarge={enlarge}
            />
          ) : (
            <div
              key={`waiting ${String(index)}`}
              role="row"
              aria-rowindex={index + 1}
              className={classes.waiting}
              style={{ top: start, height: size }}
            >
              <span role="gridcell">
                {state.pages.has(Math.floor(index / PAGE)) && <span className="faint">{t('list.lost')}</span>}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
