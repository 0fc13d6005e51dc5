import { useTranslation } from 'react-i18next'
import { StudentName, useStudentName } from '../../components/StudentName'
import { appNow } from '../../lib/clock'
import { formatCount, formatDate } from '../../lib/format'
import { arranged } from '../../lib/stableOrder'
import { Legend } from './Legend'
import { type Cell, type Column, type GridModel, isJudged, type Row } from './gridModel'
import { keptOrder, sorted } from './order'
import classes from './PrintedGrid.module.css'

/** With more questions than this, their labels stand upright. */
const ROOMY = 26

function Heads({
  columns,
  median,
  students,
}: {
  columns: readonly Column[]
  median: string
  students: number
}) {
  const { t } = useTranslation('dashboard')
  const counts = (name: string, of: (column: Column) => number) => (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((column) => (
        <td key={column.label}>{formatCount(of(column))}</td>
      ))}
      <td />
    </tr>
  )
  return (
    <thead>
      {counts(t('sentOf', { count: students }), ({ students: sent }) => sent)}
      {counts(t('right'), ({ right }) => right)}
      {counts(t('wrong'), ({ wrong }) => wrong)}
      <tr className={classes.labels}>
        <td />
        {columns.map(({ label }) => (
          <th key={label} scope="col" data-median={label === median}>
            <bdi>{label}</bdi>
          </th>
        ))}
        <th scope="col">{t('lastRecord')}</th>
      </tr>
    </thead>
  )
}

function Mark({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <i className={classes.none} />
  return (
    <i className={classes.mark} data-verdict={cell.verdict}>
      {cell.attempts > 1 && <b>{cell.attempts}</b>}
    </i>
  )
}

function Line({ row, never }: { row: Row; never: string }) {
  return (
    <tr data-printed-row>
      <th scope="row">
        <StudentName student={row.student} />
      </th>
      {row.cells.map((cell, place) => (
        <td key={place}>
          <Mark cell={cell} />
        </td>
      ))}
      <td>{row.lastAt === 0 ? never : formatDate(new Date(row.lastAt).toISOString(), appNow())}</td>
    </tr>
  )
}

/** Every student's line, in the order that was chosen; the questions' labels stand on every page. */
export function PrintedGrid({ model, median }: { model: GridModel; median: string }) {
  const { t } = useTranslation('dashboard')
  const nameOf = useStudentName()
  const { columns, rows } = model
  const lines = arranged(
    rows,
    sorted(rows, keptOrder(), ({ student }) => nameOf(student)),
    ({ student }) => student.id,
  )
  return (
    <>
      <div className={classes.legend}>
        <Legend isJudged={isJudged(model.columns)} withAttempts withFreshness={false} />
      </div>
      <table className={classes.grid} data-many={columns.length > ROOMY}>
        <Heads columns={columns} median={median} students={rows.length} />
        <tbody>
          {lines.map((row) => (
            <Line key={row.student.id} row={row} never={t('never')} />
          ))}
        </tbody>
      </table>
    </>
  )
}
