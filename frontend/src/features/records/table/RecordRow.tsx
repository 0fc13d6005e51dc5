import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { sendingOf } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { Ago } from '../../../components/Ago'
import { AnswerPreview } from '../../../components/answer/AnswerPreview'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { Name } from '../../../components/Name'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName, useStudentName } from '../../../components/StudentName'
import { LabelOf } from '../../../components/Tag'
import { asVerdict, VerdictDisc } from '../../../components/Verdict'
import { formatCount } from '../../../lib/format'
import { RowCheckbox } from '../list/RowCheckbox'
import classes from './RecordRow.module.css'

interface Standing {
  /** The index in the list, from 0. */
  index: number
  /** The distance from the top of the list, in pixels. */
  top: number
  height: number
}

interface RecordRowProps extends Standing {
  record: RecordView
  isCursor: boolean
  isOpen: boolean
  isSelected: boolean
  isFresh: boolean
  withPart: boolean
}

/** Returns the id of a row's element, which the list names as the one under its cursor. */
export const rowId = (index: number) => `record-row-${index}`

/** A record in the table. If its answer cannot be drawn the row says so, and the other rows stay. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { record, index, top, height, isCursor, isOpen, isSelected, isFresh, withPart } = props
  const { t } = useTranslation(['records', 'answer'])
  const student = { display: record.student, number: record.studentNumber }
  const name = useStudentName()(student)
  return (
    <div
      id={rowId(index)}
      role="row"
      className={classes.row}
      style={{ height, transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-cursor={isCursor}
      data-open={isOpen}
      data-fresh={isFresh}
      data-index={index}
      data-record={record.id}
      data-question={record.question}
    >
      <RowCheckbox
        cell="gridcell"
        tabIndex={-1}
        aria-label={t('list.selectRecord', { student: name, question: record.question })}
        checked={isSelected}
        readOnly
      />
      <span role="gridcell" className={classes.verdict}>
        <VerdictDisc record={record} />
      </span>
      <span role="gridcell" className={classes.student}>
        <StudentName student={student} />
      </span>
      {withPart && (
        <span role="gridcell" className="muted" data-column="part">
          <Name>{record.part}</Name>
        </span>
      )}
      <span role="gridcell" className={classes.question}>
        <QuestionLabel>{record.question}</QuestionLabel>
        {record.title !== '' && (
          <bdi className={`truncate ${classes.title}`} title={record.title}>
            {record.title}
          </bdi>
        )}
      </span>
      <span role="gridcell" className={classes.answer}>
        <ErrorBoundary
          resetKey={sendingOf(record)}
          fallback={<span className="faint">{t('answer:cannotBeDrawn')}</span>}
        >
          <AnswerPreview record={record} />
        </ErrorBoundary>
        {record.label !== '' && <LabelOf label={record.label} verdict={asVerdict(record.verdict)} />}
      </span>
      <span
        role="gridcell"
        className={classes.number}
        data-column="alike"
        data-verdict={asVerdict(record.verdict) || 'none'}
        title={record.alike > 1 ? t('list.alikeOf', { count: record.alike }) : undefined}
      >
        {record.alike > 1 && formatCount(record.alike)}
      </span>
      <span role="gridcell" className={classes.number} data-column="attempts">
        {record.attempts > 1 && t('list.times', { n: record.attempts })}
      </span>
      <span role="gridcell" className={classes.number}>
        <Ago stamp={record.receivedAt} />
      </span>
    </div>
  )
})

/** A row without its record: the record is being read, or it was sent again and moved to the top of the list. */
export function WaitingRow({ index, top, height, isLost }: Standing & { isLost: boolean }) {
  const { t } = useTranslation('records')
  return (
    <div
      id={rowId(index)}
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" />
      <span role="gridcell" />
      {isLost ? (
        <span role="gridcell" className={classes.lost}>
          {t('list.lost')}
        </span>
      ) : (
        [1, 2, 3].map((n) => <span key={n} role="gridcell" className={classes.bone} />)
      )}
    </div>
  )
}
