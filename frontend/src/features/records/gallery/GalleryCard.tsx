import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { sendingOf } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { AnswerCard } from '../../../components/answer/AnswerCard'
import { kindOf } from '../../../components/answer/kinds/registry'
import { NumberBadge } from '../../../components/compare/NumberBadge'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { LabelOf } from '../../../components/Tag'
import { asVerdict, VerdictDisc } from '../../../components/Verdict'
import { StudentName } from '../../../components/StudentName'
import classes from './GalleryCard.module.css'

/** Returns the id of a card's element, which the gallery names as the one under its cursor. */
export const cardId = (index: number) => `gallery-card-${index}`

interface GalleryCardProps {
  record: RecordView
  /** How many characters stand in a line of it. */
  chars: number
  index: number
  /** The column of its row, from 0. */
  column: number
  isCursor: boolean
  /** The answer's number in the comparison, from 1; 0 if it is not compared. */
  number: number
  withName: boolean
}

/** An answer in the gallery. */
export const GalleryCard = memo(function GalleryCard(props: GalleryCardProps) {
  const { record, chars, index, column, isCursor, number, withName } = props
  const { t } = useTranslation(['records', 'answer'])
  return (
    <div
      id={cardId(index)}
      role="gridcell"
      className={classes.card}
      style={{ gridColumn: column + 1 }}
      aria-selected={number > 0}
      data-cursor={isCursor}
      data-index={index}
      data-card={record.id}
    >
      <div className={classes.paper} data-paper={kindOf(record.type).paper}>
        <ErrorBoundary
          resetKey={sendingOf(record)}
          fallback={<span className="faint">{t('answer:cannotBeDrawn')}</span>}
        >
          <AnswerCard record={record} chars={chars} />
        </ErrorBoundary>
      </div>
      <span className={classes.foot}>
        <VerdictDisc record={record} />
        {withName && (
          <span className={classes.name}>
            <StudentName student={{ display: record.student, number: record.studentNumber }} />
          </span>
        )}
        {record.label !== '' && (
          <span className={classes.label}>
            <LabelOf label={record.label} verdict={asVerdict(record.verdict)} />
          </span>
        )}
      </span>
      {number > 0 && (
        <span className={classes.number}>
          <NumberBadge number={number} label={t('gallery.number', { n: number })} />
        </span>
      )}
    </div>
  )
})
