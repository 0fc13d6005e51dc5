import { memo, type Ref, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAnswerInSight } from '../../../api/answersInSight'
import type { RecordView } from '../../../api/types'
import { Ago } from '../../../components/Ago'
import { AnswerPreview } from '../../../components/answer/AnswerPreview'
import { WholeAnswer } from '../../../components/answer/WholeAnswer'
import { isGrouped, judgedRecord } from '../../../components/judging/judgedRecord'
import { VerdictButtons } from '../../../components/judging/VerdictButtons'
import { Name } from '../../../components/Name'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName, useStudentName } from '../../../components/StudentName'
import { LabelOf } from '../../../components/Tag'
import { asVerdict, VerdictDisc } from '../../../components/Verdict'
import { groupRoute } from '../../../lib/routes'
import type { RecordMarks } from '../detail/useRecordMarks'
import { RowCheckbox } from '../list/RowCheckbox'
import type { RunBy } from './runs'
import classes from './WholeRow.module.css'

/** An answer that is scrolled past faster than this is not asked for. */
const PASSED_MS = 80

export const wholeRowId = (index: number) => `whole-row-${String(index)}`

interface WholeRowProps {
  record: RecordView
  index: number
  top: number
  /** Takes the height of the row. */
  measure: Ref<HTMLDivElement>
  /** What records stand together by; undefined if nothing. */
  runBy: RunBy | undefined
  /** It is the first of those: their heading stands above it. */
  isFirst: boolean
  /** The part within which answers are grouped; 0 means all. */
  partId: number
  isCursor: boolean
  isOpen: boolean
  isSelected: boolean
  isFresh: boolean
  withPart: boolean
  mark: RecordMarks['mark']
  onEnlarge: (id: number) => void
}

/** Reports whether something is still there after it would have been scrolled past. */
function useIsHere(): boolean {
  const [isHere, setHere] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setHere(true), PASSED_MS)
    return () => window.clearTimeout(timer)
  }, [])
  return isHere
}

/** What a run of records has in common: a question with its title, or a student. */
export function RunHeading({ record, by }: { record: RecordView; by: RunBy }) {
  return (
    <div className={classes.heading}>
      {by === 'student' ? (
        <StudentName student={{ display: record.student, number: record.studentNumber }} />
      ) : (
        <>
          <QuestionLabel>{record.question}</QuestionLabel>
          {record.title !== '' && <bdi className="truncate">{record.title}</bdi>}
        </>
      )}
    </div>
  )
}

/** The whole answer; until it is read, what a row of the table shows of it. */
function AnswerOf({ record, partId, mark, onEnlarge }: WholeRowProps) {
  const { t } = useTranslation('answer')
  const { data: answer, error } = useAnswerInSight(record, useIsHere())
  if (!answer) {
    return (
      <div className={classes.waiting}>
        <AnswerPreview record={record} />
        {error && <span className="faint">{t('notLoaded')}</span>}
      </div>
    )
  }
  return (
    <WholeAnswer
      answer={answer}
      onEnlarge={() => onEnlarge(record.id)}
      actions={
        isGrouped(record) && (
          <div className={classes.marks}>
            <VerdictButtons
              group={judgedRecord(record, partId)}
              onMark={(verdict) => mark(record, verdict)}
            />
          </div>
        )
      }
    />
  )
}

/**
 * Who sent it, to which question, when, and what is said of it; without what the heading says. It stays in sight as long
 * as its answer does.
 */
function Sent({ record, partId, runBy, withPart }: WholeRowProps) {
  const { t } = useTranslation('records')
  return (
    <div className={classes.sent}>
      {runBy !== 'student' && (
        <span className={classes.student}>
          <StudentName student={{ display: record.student, number: record.studentNumber }} />
        </span>
      )}
      {runBy !== 'question' && (
        <span className={classes.question}>
          <QuestionLabel>{record.question}</QuestionLabel>
          {record.title !== '' && (
            <bdi className="truncate" title={record.title}>
              {record.title}
            </bdi>
          )}
        </span>
      )}
      <span className="faint">
        <Ago stamp={record.receivedAt} />
        {record.attempts > 1 && ` · ${t('list.times', { n: record.attempts })}`}
        {withPart && (
          <>
            {' · '}
            <Name>{record.part}</Name>
          </>
        )}
      </span>
      {record.label !== '' && <LabelOf label={record.label} verdict={asVerdict(record.verdict)} />}
      {record.alike > 1 && (
        <Link href={groupRoute(record.question, partId, record.groupKey)} className={classes.same}>
          {t('panel.same', { count: record.alike - 1 })}
        </Link>
      )}
    </div>
  )
}

/** A record with its whole answer. */
export const WholeRow = memo(function WholeRow(props: WholeRowProps) {
  const { record, index, top, measure, runBy, isFirst, isCursor, isOpen, isSelected, isFresh } = props
  const { t } = useTranslation('records')
  const name = useStudentName()({ display: record.student, number: record.studentNumber })
  return (
    <div
      ref={measure}
      id={wholeRowId(index)}
      role="row"
      className={classes.row}
      style={{ top }}
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-cursor={isCursor}
      data-open={isOpen}
      data-fresh={isFresh}
      data-index={index}
      data-record={record.id}
      data-question={record.question}
    >
      {runBy && isFirst && (
        <span role="gridcell">
          <RunHeading record={record} by={runBy} />
        </span>
      )}
      <div className={classes.columns}>
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
        <span role="gridcell">
          <Sent {...props} />
        </span>
        <div role="gridcell" className={classes.answer}>
          <AnswerOf {...props} />
        </div>
      </div>
    </div>
  )
})
