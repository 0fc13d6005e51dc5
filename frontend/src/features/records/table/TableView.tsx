import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ImageLightbox } from '../../../components/answer/ImageLightbox'
import { SidePanel } from '../../../components/Page'
import { Failed, LoadingRows } from '../../../components/states'
import { useScale } from '../../../lib/preferences'
import { NotRead } from '../list/NotRead'
import { CountBar } from './CountBar'
import { FilterBar } from '../filter/FilterBar'
import { MergeDialog } from '../student/MergeDialog'
import { NoRecords } from '../filter/NoRecords'
import { isEmptyFilter, noFilter } from '../route/place'
import { selectionOf } from '../selection/payload'
import { everything } from '../selection/picked'
import { type ListState, placeOfRecord, recordAt } from '../../../api/recordList'
import { RecordPanel } from '../detail/RecordPanel'
import { RecordTable } from './RecordTable'
import { ROW } from './rowHeight'
import { SelectionBar } from '../selection/SelectionBar'
import { useDeleting } from '../selection/useDeleting'
import { useStudentsOf } from '../selection/useStudentsOf'
import { type TableOfRecords, useTable } from './useTable'
import { useTableKeys } from './useTableKeys'
import type { ViewProps } from '../route/view'

/** Returns the pictures among the records that are read, in the order of the list. */
function imagesOf({ pages }: ListState) {
  return [...pages]
    .sort(([a], [b]) => a - b)
    .flatMap(([, records]) => records)
    .filter(({ type, preview }) => type === 'image' && preview.broken === '')
}

/** The records as a table, with the whole answer of one beside it. */
export function TableView(props: ViewProps) {
  const { session, place, goTo, switcher } = props
  const table = useTable(props)
  const { wanted, state, picking } = table
  const [isMerging, setMerging] = useState(false)
  const [isLarge, setLarge] = useState(false)
  const students = useStudentsOf(picking.picked, wanted, state.asOf)
  const { isBusy, remove } = useDeleting(picking.clear)
  const isFiltered = !isEmptyFilter(place.filter)
  useTableKeys({
    table,
    onDelete: () => remove(table.chosen()),
    onClearFilter: () => {
      if (isFiltered) goTo({ filter: noFilter })
      return isFiltered
    },
  })
  return (
    <>
      <FilterBar
        session={session}
        wanted={wanted}
        onFilter={(filter, isTyping) => goTo({ filter }, isTyping ? 'soon' : 'now')}
      >
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
          onClear={picking.clear}
        />
      ) : (
        <CountBar
          session={session}
          state={state}
          isFiltered={isFiltered}
          reason={table.reason}
          onRelease={table.release}
          all={() => selectionOf(everything, table.query())}
        />
      )}
      <NotRead state={state} onRetry={table.retry} />
      <Content {...props} table={table} onEnlarge={() => setLarge(true)} />
      {isLarge && place.record !== undefined && (
        <ImageLightbox
          records={imagesOf(state)}
          id={place.record}
          onShow={(record) => goTo({ record })}
          onClose={() => setLarge(false)}
        />
      )}
      {isMerging && (
        <MergeDialog
          session={session}
          ids={students ?? []}
          onClose={() => setMerging(false)}
          onMerged={picking.clear}
        />
      )}
    </>
  )
}

interface ContentProps extends ViewProps {
  table: TableOfRecords
  onEnlarge: () => void
}

function Content({ session, place, goTo, table, onEnlarge }: ContentProps) {
  const { state, cursor, picking } = table
  const { t } = useTranslation('records')
  const scale = useScale()
  const openId = place.record
  const panel =
    openId === undefined ? null : (
      <RecordPanel
        key={openId}
        session={session}
        id={openId}
        receivedAt={recordAt(state, placeOfRecord(state, openId))?.receivedAt ?? ''}
        onClose={table.close}
        onMove={(step) => table.move(cursor.further(step))}
        onEnlarge={onEnlarge}
        goTo={goTo}
      />
    )
  return (
    <SidePanel label={t('panel.label')} panel={panel}>
      {state.error && state.name === '' ? (
        <Failed error={state.error} retry={table.release} />
      ) : state.name === '' ? (
        <LoadingRows count={12} height={scale(ROW)} />
      ) : state.total === 0 ? (
        <NoRecords session={session} wanted={table.wanted} onFilter={(filter) => goTo({ filter })} />
      ) : (
        <RecordTable
          state={state}
          isBehind={table.isBehind}
          sort={place.sort}
          withParts={session.parts.length > 1}
          picked={picking.picked}
          pickedCount={table.count}
          cursor={cursor.at}
          openId={openId}
          onSight={table.look}
          onScrolled={table.setScrolled}
          onSort={(sort) => goTo({ sort })}
          onPickAll={table.count >= state.total ? picking.clear : picking.pickAll}
          onPick={table.tick}
          onOpen={table.open}
        />
      )}
    </SidePanel>
  )
}
