import { memo } from 'react'
import type { StudentRecord } from '../../api/types'
import { AnswerPreview } from '../../components/answer/AnswerPreview'
import { Ago, Name, QuestionLabel } from '../../components/bits'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import { sendingOf } from './feed'
import classes from './records.module.css'

interface RecordRowProps {
  record: StudentRecord
  /** Where the row stands, in pixels. */
  top: number
  height: number
  isSelected: boolean
  isFresh: boolean
  withPart: boolean
  onOpen: (id: number) => void
}

/** A record in the list. One that cannot be drawn says so, and the others stand. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { record, top, height, isSelected, isFresh, withPart, onOpen } = props
  return (
    <div
      role="row"
      className={classes.row}
      style={{ height, transform: `translateY(${top}px)` }}
      aria-selected={isSelected}
      data-fresh={isFresh}
      data-question={record.question}
      onClick={() => onOpen(record.id)}
    >
      <span role="cell" className={classes.student}>
        <Name>{record.student}</Name>
      </span>
      {withPart && (
        <span role="cell" className="t2">
          <Name>{record.part}</Name>
        </span>
      )}
      <span role="cell">
        <QuestionLabel>{record.question}</QuestionLabel>
      </span>
      <span role="cell">
        <ErrorBoundary
          resetKey={sendingOf(record)}
          fallback={<span className="t3">This answer cannot be drawn; open it for its text.</span>}
        >
          <AnswerPreview record={record} />
        </ErrorBoundary>
      </span>
      <span role="cell" className={classes.number}>
        {record.attempts > 1 && `${record.attempts}×`}
      </span>
      <span role="cell" className={classes.number}>
        <Ago stamp={record.receivedAt} />
      </span>
    </div>
  )
})
