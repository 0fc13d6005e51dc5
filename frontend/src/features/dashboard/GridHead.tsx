import { VisuallyHidden } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { feedbackKind } from '../../components/feedback/feedback'
import { FeedbackMark } from '../../components/feedback/FeedbackMark'
import { formatCount } from '../../lib/format'
import { questionRoute } from '../../lib/routes'
import type { Column } from './gridModel'
import type { RowsInSight } from './useGrid'
import classes from './GridHead.module.css'

/** Above the bars stands the number of students, in a line of this height. */
const COUNT_REM = 1.375

/** The parts of a bar, from top to bottom: not judged, wrong, right. */
function pieces({ students, right, wrong }: Column) {
  const parts = [
    { verdict: 'none', count: students - right - wrong },
    { verdict: 'wrong', count: wrong },
    { verdict: 'right', count: right },
  ]
  return parts.filter(({ count }) => count > 0)
}

interface BarProps {
  column: Column
  index: number
  classSize: number
  partId: number
  /** The height of a bar of the whole class, in pixels. */
  height: number
  isMedian: boolean
  isActive: boolean
  isHovered: boolean
}

const Bar = memo(function Bar({ column, index, classSize, partId, height, isMedian, ...is }: BarProps) {
  const { t } = useTranslation('dashboard')
  const { t: heard } = useTranslation('feedback')
  const { label, students, right, wrong, checked, held } = column
  const kind = feedbackKind({ kind: column.feedback })
  const figures = { label, count: students, of: classSize, right, wrong }
  return (
    <div
      role="columnheader"
      id={`grid-head-${index + 1}`}
      className={classes.question}
      style={{ gridColumn: index + 2 }}
      aria-colindex={index + 2}
      data-column={index + 1}
      data-active={is.isActive}
      data-hover={is.isHovered}
    >
      <Link href={questionRoute(label, partId)} tabIndex={-1} draggable={false} className={classes.question}>
        <VisuallyHidden>
          {checked ? t('columnChecked', figures) : t('column', figures)}
          {kind !== 'nothing' && `. ${heard('says', { what: heard(`kind.${kind}`) })}`}
          {held > 0 && `. ${heard('waitingHere', { count: held })}`}
        </VisuallyHidden>
        <div className={classes.bar} aria-hidden>
          <span className={classes.count} data-zero={students === 0} data-testid="question-count">
            {formatCount(students)}
          </span>
          <span className={classes.stack}>
            {pieces(column).map(({ verdict, count }) => (
              <span
                key={verdict}
                className={classes.piece}
                data-verdict={verdict}
                style={{ height: Math.max(2, (height * count) / Math.max(1, classSize)) }}
              />
            ))}
          </span>
        </div>
        <div className={classes.label} data-median={isMedian} aria-hidden>
          <bdi>{label}</bdi>
          {kind !== 'nothing' && (
            <span className={classes.feedback} data-held={held > 0}>
              <FeedbackMark kind={kind} isHeld={held > 0} />
            </span>
          )}
        </div>
      </Link>
    </div>
  )
})

interface GridHeadProps {
  columns: readonly Column[]
  /** The indexes of the visible columns. */
  shown: readonly number[]
  students: number
  /** The rows that are seen without scrolling; undefined if all are. */
  inSight: RowsInSight | undefined
  partId: number
  median: string
  /** The height of the bars with their counts, in pixels. */
  bars: number
  scale: number
  /** The column that has the keyboard, from 1; undefined if a row has it. */
  active: number | undefined
  hovered: number | undefined
}

/** The bars over the grid's own columns, with the labels of the questions below them. */
export function GridHead({ columns, shown, students, inSight, active, hovered, ...of }: GridHeadProps) {
  const { t } = useTranslation('dashboard')
  const height = of.bars - COUNT_REM * 16 * of.scale
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.tracks}>
        <span
          role="columnheader"
          id="grid-head-0"
          aria-colindex={1}
          className={classes.corner}
          data-active={active === 0}
        >
          {inSight && (
            <span className={classes.inSight}>
              {t('rows', { from: formatCount(inSight.from), to: formatCount(inSight.to), count: students })}
            </span>
          )}
          {t('sentOf', { count: students })}
        </span>
        {shown.map((index) => {
          const column = columns[index]
          return (
            column && (
              <Bar
                key={column.label}
                column={column}
                index={index}
                classSize={students}
                partId={of.partId}
                height={height}
                isMedian={column.label === of.median}
                isActive={active === index + 1}
                isHovered={hovered === index + 1}
              />
            )
          )
        })}
        <span
          role="columnheader"
          id={`grid-head-${columns.length + 1}`}
          aria-colindex={columns.length + 2}
          className={`${classes.corner} ${classes.cornerEnd}`}
          data-active={active === columns.length + 1}
        >
          {t('lastRecord')}
        </span>
      </div>
    </div>
  )
}
