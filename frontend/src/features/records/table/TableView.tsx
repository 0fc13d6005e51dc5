import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuestionTitles } from '../../../api/queries'
import { type ListState, indexOfRecord, recordAt } from '../../../api/recordList'
import { ImageLightbox } from '../../../components/answer/ImageLightbox'
import { isPicture } from '../../../components/answer/kinds/registry'
import { Failed } from '../../../components/Failed'
import { LoadingRows } from '../../../components/LoadingRows'
import { SidePanel } from '../../../components/Page'
import { useScale } from '../../../lib/preferences'
import { RecordPanel } from '../detail/RecordPanel'
import { FilterBar } from '../filter/FilterBar'
import { useRecordMarks } from '../detail/useRecordMarks'
import { NoRecords } from '../filter/NoRecords'
import { NotRead } from '../list/NotRead'
import { hasSeveralParts } from '../list/parts'
import { partOf } from '../list/query'
import { isEmptyFilter, noFilter } from '../route/route'
import type { ViewProps } from '../route/view'
import { everything, type ListSelection } from '../selection/listSelection'
import { SelectionBar } from '../selection/SelectionBar'
import { selectionOf } from '../selection/selectionOf'
import { useDeleting } from '../selection/useDeleting'
import { useStudentsOf } from '../selection/useStudentsOf'
import { MergeDialog } from '../student/MergeDialog'
import { PrintButton } from '../whole/PrintButton'
import { runByOf } from '../whole/runs'
import { WholeList } from '../whole/WholeList'
import { CountBar } from './CountBar'
import { RecordTable } from './RecordTable'
import { ROW } from './rowHeight'
import { SortBy } from './SortBy'
import { type TableOfRecords, useTable } from './useTable'
import { useTableKeys } from './useTableKeys'

/** Returns the records with a picture among those that are read, in the order of the list. */
function imagesOf({ pages }: ListState) {
  return [...pages]
    .sort(([a], [b]) => a - b)
    .flatMap(([, records]) => records)
    .filter(isPicture)
}

/** The records as a table or with their whole answers, and the open record beside them. */
export function TableView(props: ViewProps) {
  const { session, route, goTo, switcher } = props
  const table = useTable(props)
  const { request, state, selection } = table
  const [isMerging, setMerging] = useState(false)
  const [enlarged, setEnlarged] = useState<number>()
  const isWhole = route.view === 'whole'
  const students = useStudentsOf(selection.selected, request, state.asOf)
  const { isBusy, remove } = useDeleting(selection.clear)
  const isFiltered = !isEmptyFilter(route.filter)
  useTableKeys({
    table,
    byRows: !isWhole,
    onDelete: () => remove(table.chosen()),
    onClearFilter: () => {
      if (isFiltered) goTo({ filter: noFilter })
      return isFiltered
    },
  })
  const print = (selected: ListSelection, count: number) =>
    isWhole && <PrintButton session={session} chosen={{ request, asOf: state.asOf, selected, count }} />
  return (
    <>
      <FilterBar
        session={session}
        request={request}
        onFilter={(filter, isTyping) => goTo({ filter }, isTyping ? 'soon' : 'now')}
      >
        {isWhole && <SortBy sort={route.sort} onSort={(sort) => goTo({ sort })} />}
        {switcher}
      </FilterBar>
      {table.count > 0 ? (
        <SelectionBar
          count={table.count}
          total={state.total}
          students={students?.length}
          isDeleting={isBusy}
          chosen={table.chosen}
          onDelete={() => remove(table.chosen())}
          onMerge={() => setMerging(true)}
          onClear={selection.clear}
        >
          {print(selection.selected, table.count)}
        </SelectionBar>
      ) : (
        <CountBar
          session={session}
          state={state}
          isFiltered={isFiltered}
          reason={table.reason}
          onRelease={table.release}
          all={() => selectionOf(everything, table.query())}
        >
          {print(everything, state.total)}
        </CountBar>
      )}
      <NotRead state={state} onRetry={table.retry} />
      <Content {...props} table={table} onEnlarge={setEnlarged} />
      {enlarged !== undefined && (
        <ImageLightbox
          records={imagesOf(state)}
          id={enlarged}
          onShow={(record) => {
            setEnlarged(record)
            if (route.record !== undefined) goTo({ record })
          }}
          onClose={() => setEnlarged(undefined)}
        />
      )}
      {isMerging && (
        <MergeDialog
          session={session}
          ids={students ?? []}
          onClose={() => setMerging(false)}
          onMerged={selection.clear}
        />
      )}
    </>
  )
}

interface ContentProps extends ViewProps {
  table: TableOfRecords
  onEnlarge: (id: number) => void
}

function Content({ session, route, goTo, table, onEnlarge }: ContentProps) {
  const { state, cursor, selection } = table
  const { t } = useTranslation('records')
  const scale = useScale()
  const titles = useQuestionTitles(session.id)
  const partId = partOf(route.filter)
  const marks = useRecordMarks(session.id, partId, recordAt(state, cursor.at), ({ id }) =>
    table.open(indexOfRecord(state, id)),
  )
  const openId = route.record
  const panel =
    openId === undefined ? null : (
      <RecordPanel
        key={openId}
        session={session}
        id={openId}
        listed={recordAt(state, indexOfRecord(state, openId))}
        partId={partId}
        marks={marks}
        onClose={table.close}
        onMove={(step) => table.move(cursor.further(step))}
        onEnlarge={() => onEnlarge(openId)}
        goTo={goTo}
        hasSelection={table.count > 0}
      />
    )
  const shown = {
    state,
    isBehind: table.isBehind,
    withParts: hasSeveralParts(session),
    selected: selection.selected,
    selectedCount: table.count,
    cursor: cursor.at,
    openId,
    onVisible: table.setVisible,
    onScrolled: table.setScrolled,
    onHere: table.setHere,
    onSelect: table.tick,
  }
  return (
    <SidePanel label={t('panel.label')} panel={panel}>
      {state.error && state.name === '' ? (
        <Failed error={state.error} retry={table.release} />
      ) : state.name === '' ? (
        <LoadingRows count={12} height={scale(ROW)} />
      ) : state.total === 0 ? (
        <NoRecords session={session} request={table.request} onFilter={(filter) => goTo({ filter })} />
      ) : route.view === 'whole' ? (
        <WholeList
          {...shown}
          runBy={runByOf(route.sort.key)}
          partId={partId}
          mark={marks.mark}
          onMove={table.move}
          onEnlarge={onEnlarge}
        />
      ) : (
        <RecordTable
          {...shown}
          sort={route.sort}
          withTitles={titles.size > 0}
          onSort={(sort) => goTo({ sort })}
          onSelectAll={table.count >= state.total ? selection.clear : selection.selectAll}
          onOpen={table.open}
        />
      )}
    </SidePanel>
  )
}
