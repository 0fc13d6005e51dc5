import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Fragment, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Session } from '../../api/types'
import { Dot, Name, Tag } from '../../components/bits'
import { useClock } from '../../lib/clock'
import { formatCount, formatDay, formatExact } from '../../lib/format'
import { useShortcuts } from '../../lib/shortcuts'
import { LastRecord } from './LastRecord'
import { neighbour, openFirst } from './order'
import { SessionMenu } from './SessionMenu'
import type { Dialog } from './dialog'
import classes from './sessions.module.css'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
})
const helper = createColumnHelper<typeof features, Session>()
const columns = helper.columns([
  helper.accessor('id', { header: 'id', sortFn: 'basic' }),
  helper.accessor('name', { header: 'Session', sortFn: 'alphanumeric' }),
  helper.accessor((session) => (session.open ? 1 : 0), { id: 'status', header: 'Status', sortFn: 'basic' }),
  helper.accessor('createdAt', { header: 'Created', sortFn: 'basic' }),
  helper.accessor('students', { header: 'Students', sortFn: 'basic' }),
  helper.accessor('records', { header: 'Records', sortFn: 'basic' }),
  helper.accessor('lastRecordAt', { header: 'Last record', sortFn: 'basic' }),
])
const TEXT_COLUMNS = new Set(['name', 'status'])

const firstOrder: SortingState = [{ id: 'lastRecordAt', desc: true }]
const ariaSort = { asc: 'ascending', desc: 'descending' } as const

interface SessionTableProps {
  sessions: Session[]
  currentId: number | undefined
  selectedId: number | undefined
  onSelect: (id: number) => void
  onDialog: (dialog: Dialog) => void
}

/** The sessions in a table that sorts by each column, the open ones first. */
export function SessionTable({ sessions, currentId, selectedId, onSelect, onDialog }: SessionTableProps) {
  const [sorting, setSorting] = useState<SortingState>(firstOrder)
  const table = useTable({
    features,
    columns,
    data: sessions,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: (session: Session) => String(session.id),
    enableSortingRemoval: false,
  })
  const rows = openFirst(table.getRowModel().rows.map((row) => row.original))
  const firstClosed = rows.findIndex((session) => !session.open)
  const move = (step: 1 | -1) => {
    const id = neighbour(rows, selectedId, step)
    if (id !== undefined) onSelect(id)
  }
  useShortcuts({ ArrowDown: () => move(1), ArrowUp: () => move(-1) })

  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th className={classes.dotColumn} />
            {table.getHeaderGroups()[0]?.headers.map(({ column }) => {
              const sorted = column.getIsSorted()
              return (
                <th
                  key={column.id}
                  data-column={column.id}
                  data-text={TEXT_COLUMNS.has(column.id)}
                  aria-sort={sorted ? ariaSort[sorted] : undefined}
                >
                  <button type="button" onClick={column.getToggleSortingHandler()}>
                    {sorted && (sorted === 'asc' ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />)}
                    {column.columnDef.header as string}
                  </button>
                </th>
              )
            })}
            <th className={classes.menuColumn} />
          </tr>
        </thead>
        <tbody>
          {rows.map((session, i) => (
            <Fragment key={session.id}>
              {i > 0 && i === firstClosed && (
                <tr className={classes.groupRow}>
                  <th colSpan={3} scope="rowgroup">
                    Closed
                  </th>
                </tr>
              )}
              <SessionRow
                session={session}
                isCurrent={session.id === currentId}
                isSelected={session.id === selectedId}
                onSelect={() => onSelect(session.id)}
                onDialog={onDialog}
              />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SessionRowProps {
  session: Session
  isCurrent: boolean
  isSelected: boolean
  onSelect: () => void
  onDialog: (dialog: Dialog) => void
}

function SessionRow({ session, isCurrent, isSelected, onSelect, onDialog }: SessionRowProps) {
  const created = useClock((now) => formatDay(session.createdAt, now))
  const ref = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isSelected) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  return (
    <tr
      ref={ref}
      className={classes.row}
      data-open={session.open}
      aria-selected={isSelected}
      onClick={onSelect}
    >
      <td className={classes.dotColumn}>
        <Dot on={session.open} />
      </td>
      <td className={`mono t3 ${classes.number}`}>{session.id}</td>
      <td>
        <Link href={`/sessions/${session.id}`} replace className={classes.name}>
          <Name>{session.name}</Name>
          {isCurrent && <Tag accent>current</Tag>}
        </Link>
        {session.description === '' ? (
          <span className={`t3 ell ${classes.description}`}>no description</span>
        ) : (
          <span className={`ell ${classes.description}`} title={session.description}>
            {session.description}
          </span>
        )}
      </td>
      <td>{session.open ? 'open' : 'closed'}</td>
      <td className={classes.number} title={formatExact(session.createdAt)}>
        {created}
      </td>
      <td className={classes.number}>{formatCount(session.students)}</td>
      <td className={classes.number}>{formatCount(session.records)}</td>
      <td className={classes.number}>
        <LastRecord stamp={session.lastRecordAt} />
      </td>
      <td className={classes.menuColumn}>
        <SessionMenu session={session} isCurrent={isCurrent} onDialog={onDialog} />
      </td>
    </tr>
  )
}
