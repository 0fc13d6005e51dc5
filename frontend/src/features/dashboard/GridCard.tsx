import { useTimeout } from '@mantine/hooks'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../api/queries'
import { Ago } from '../../components/Ago'
import { AnswerCard } from '../../components/answer/AnswerCard'
import { feedbackKind } from '../../components/feedback/feedback'
import { QuestionLabel } from '../../components/QuestionLabel'
import { StudentName } from '../../components/StudentName'
import { formatClock } from '../../lib/format'
import type { Cell, Column, Row } from './gridModel'
import { cellVersion } from './peek/cellVersion'
import type { CellWords } from './useCellWords'
import classes from './GridCard.module.css'

const GAP = 6

/** Puts the card below its cell, or above it at the end of the window. */
function place(card: HTMLElement, at: DOMRect) {
  const { width, height } = card.getBoundingClientRect()
  const left = Math.min(Math.max(GAP, at.left + at.width / 2 - width / 2), window.innerWidth - width - GAP)
  const below = at.bottom + GAP
  const top = below + height > window.innerHeight - GAP ? at.top - GAP - height : below
  card.style.left = `${left}px`
  card.style.top = `${Math.max(GAP, top)}px`
}

interface GridCardProps {
  column: Column
  /** The index of the column. */
  index: number
  /** The student whose cell it is; undefined for the question alone. */
  row: Row | undefined
  students: number
  words: CellWords
  /** The id of the cell under which the card stands. */
  under: string
}

/** How many characters of an answer have room side by side in the card. */
const CARD_CHARS = 36

/** The pointer may only pass by. */
const REST_MS = 200

/** The beginning of an answer, which is asked for once the pointer rests. */
function CardAnswer({ cell }: { cell: Cell }) {
  const [rests, setRests] = useState(false)
  const { start, clear } = useTimeout(() => setRests(true), REST_MS)
  useEffect(() => {
    start()
    return clear
  }, [start, clear])
  return (
    <div className={classes.cardAnswer}>
      {rests && <Beginning id={cell.recordId} version={cellVersion(cell)} />}
    </div>
  )
}

function Beginning({ id, version }: { id: number; version: string }) {
  const { data } = useAnswer({ id, receivedAt: version })
  return data ? <AnswerCard record={data.record} chars={CARD_CHARS} /> : null
}

/** What is known of the question under the pointer, and of the student's record there. */
export function GridCard({ column, index, row, students, words, under }: GridCardProps) {
  const { t } = useTranslation(['dashboard', 'feedback'])
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const cell = document.getElementById(under)
    if (ref.current && cell) place(ref.current, cell.getBoundingClientRect())
  })
  const { label, title, right, wrong, attempts, checked, held } = column
  const kind = feedbackKind({ kind: column.feedback })
  const cell = row?.cells[index]
  return createPortal(
    <div ref={ref} className={classes.card} role="tooltip">
      <div className={classes.cardTitle}>
        <QuestionLabel>{label}</QuestionLabel>
        <span>{title === '' ? t('questionLabel', { ns: 'common', label }) : <bdi>{title}</bdi>}</span>
      </div>
      <div className={classes.figures}>
        <span>{t('reached', { count: column.students, of: students })}</span>
        <span>{t('countAttempts', { ns: 'common', count: attempts })}</span>
      </div>
      {checked && (
        <div className={classes.figures}>
          <span>{t('countRight', { count: right })}</span>
          <span>{t('countWrong', { count: wrong })}</span>
          <span>{t('countOpen', { count: column.students - right - wrong })}</span>
        </div>
      )}
      {kind !== 'nothing' && (
        <div className={classes.figures}>
          <span>{t('feedback:says', { what: t(`feedback:kind.${kind}`) })}</span>
          {held > 0 && <span>{t('feedback:waitingHere', { count: held })}</span>}
        </div>
      )}
      {row && (
        <div className={classes.cardCell}>
          <b>
            <StudentName student={row.student} />
          </b>
          <div>{words(cell)}</div>
          {cell && <CardAnswer key={cell.recordId} cell={cell} />}
          {cell && (
            <div className={classes.figures}>
              <span>{formatClock(cell.at)}</span>
              <Ago stamp={new Date(cell.at).toISOString()} />
            </div>
          )}
        </div>
      )}
    </div>,
    document.body,
  )
}
