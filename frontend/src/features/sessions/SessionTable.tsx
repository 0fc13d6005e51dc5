import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react'
import { Fragment, memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Session } from '../../api/types'
import { DemoTag } from '../../components/DemoTag'
import { Dot } from '../../components/Dot'
import { Name } from '../../components/Name'
import { Tag } from '../../components/Tag'
import { useClock } from '../../lib/clock'
import { formatCount, formatDay, formatExact } from '../../lib/format'
import { useListReading } from '../../lib/useReading'
import type { Dialog } from './dialog'
import { LastRecord } from './LastRecord'
import { type Column, columns, nextOrder, type Order } from './order'
import { SessionMenu } from './SessionMenu'
import classes from './SessionTable.module.css'

const TEXT_COLUMNS = new Set<Column>(['name', 'status'])

interface SessionTableProps {
  /** In their order on the screen. */
  sessions: Session[]
  order: Order
  currentId: number | undefined
  selectedId: number | undefined
  /** Is told whether the reader is in the table; the same function at every render. */
  onHere: (isHere: boolean) => void
  onOrder: (order: Order) => void
  onSelect: (id: number) => void
  onDialog: (dialog: Dialog) => void
}

/** The sessions as a table, which can be sorted by each column. */
export function SessionTable({ sessions, order, onHere, onOrder, ...rows }: SessionTableProps) {
  const { t } = useTranslation('sessions')
  const reading = useListReading(onHere)
  return (
    <div className={classes.scroll} {...reading}>
      <table className={classes.table} aria-label={t('list')}>
        <thead>
          <tr>
            <td className={classes.dotColumn} />
            {columns.map((column) => (
              <Head key={column} column={column} order={order} onOrder={onOrder} />
            ))}
            <td className={classes.menuColumn} />
          </tr>
        </thead>
        <Rows sessions={sessions} isGrouped={order.column === 'status'} {...rows} />
      </table>
    </div>
  )
}

interface HeadProps {
  column: Column
  order: Order
  onOrder: (order: Order) => void
}

function Head({ column, order, onOrder }: HeadProps) {
  const { t } = useTranslation('sessions')
  const isSorted = order.column === column
  const Arrow = order.descending ? IconArrowDown : IconArrowUp
  return (
    <th
      scope="col"
      data-column={column}
      data-text={TEXT_COLUMNS.has(column)}
      data-sorted={isSorted}
      aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => onOrder(nextOrder(order, column))}>
        {isSorted && <Arrow size={14} aria-hidden />}
        {t(`columns.${column}`)}
      </button>
    </th>
  )
}

interface RowsProps extends Omit<SessionTableProps, 'order' | 'onHere' | 'onOrder'> {
  /** Whether a line divides open and closed sessions. */
  isGrouped: boolean
}

function Rows({ sessions, isGrouped, currentId, selectedId, onSelect, onDialog }: RowsProps) {
  const { t } = useTranslation('sessions')
  const latest = useRef({ onSelect, onDialog })
  useEffect(() => {
    latest.current = { onSelect, onDialog }
  })
  // These functions stay the same at every render, so that only changed rows of 300 are drawn again.
  const [select] = useState(() => (id: number) => latest.current.onSelect(id))
  const [ask] = useState(() => (dialog: Dialog) => latest.current.onDialog(dialog))
  return (
    <tbody>
      {sessions.map((session, i) => (
        <Fragment key={session.id}>
          {isGrouped && i > 0 && session.open !== sessions[i - 1]?.open && (
            <tr className={classes.groupRow}>
              {/* Of the columns that no width hides: more would be columns of their own, and take room from the name. */}
              <th colSpan={3} scope="rowgroup">
                {t(session.open ? 'open' : 'closed')}
              </th>
            </tr>
          )}
          <SessionRow
            session={session}
            isCurrent={session.id === currentId}
            isSelected={session.id === selectedId}
            onSelect={select}
            onDialog={ask}
          />
        </Fragment>
      ))}
    </tbody>
  )
}

interface SessionRowProps {
  session: Session
  isCurrent: boolean
  isSelected: boolean
  onSelect: (id: number) => void
  onDialog: (dialog: Dialog) => void
}

const SessionRow = memo(function SessionRow(props: SessionRowProps) {
  const { session, isCurrent, isSelected, onSelect, onDialog } = props
  const { t } = useTranslation('sessions')
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
      data-selected={isSelected}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => onSelect(session.id)}
    >
      <td className={classes.dotColumn}>
        <Dot on={session.open} />
      </td>
      <td className={`mono faint ${classes.number}`}>{session.id}</td>
      <td>
        <Link
          href={`/sessions/${session.id}`}
          className={classes.name}
          onClick={(event) => event.preventDefault()}
        >
          <Name>{session.name}</Name>
          <DemoTag session={session} />
          {isCurrent && <Tag accent>{t('current')}</Tag>}
        </Link>
        {session.description === '' ? (
          <span className={`faint truncate ${classes.description}`}>{t('noDescription')}</span>
        ) : (
          <span className={`truncate ${classes.description}`} title={session.description}>
            {session.description}
          </span>
        )}
      </td>
      <td>{t(session.open ? 'isOpen' : 'isClosed')}</td>
      <td className={classes.number} title={formatExact(session.createdAt)}>
        {created}
      </td>
      <td className={classes.number}>{formatCount(session.students)}</td>
      <td className={classes.number}>{formatCount(session.records)}</td>
      <td className={classes.number}>
        <LastRecord stamp={session.lastRecordAt} />
      </td>
      <td className={classes.menuColumn}>
        <RowMenu session={session} isCurrent={isCurrent} onDialog={onDialog} />
      </td>
    </tr>
  )
})

/** The button of a row's menu. The menu is made when it is opened, because there may be 300 rows. */
function RowMenu(props: Pick<SessionRowProps, 'session' | 'isCurrent' | 'onDialog'>) {
  const { t } = useTranslation('sessions')
  const [isWanted, setWanted] = useState(false)
  const label = t('actions', { name: props.session.name })
  if (isWanted) return <SessionMenu {...props} label={label} onClosed={() => setWanted(false)} />
  return (
    <ActionIcon
      aria-label={label}
      aria-haspopup="menu"
      onClick={(event) => {
        event.stopPropagation()
        setWanted(true)
      }}
    >
      <IconDots size={16} />
    </ActionIcon>
  )
}
