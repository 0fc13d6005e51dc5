import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Answer, RecordView, Session } from '../../../api/types'
import { AnswerView } from '../../../components/answer/AnswerView'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName } from '../../../components/StudentName'
import { LabelOf } from '../../../components/Tag'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import { appNow } from '../../../lib/clock'
import { formatCount, formatExact } from '../../../lib/format'
import { useStableCallback } from '../../../lib/useStableCallback'
import type { ForPaper } from './readForPaper'
import classes from './PrintedAnswers.module.css'

interface PrintedAnswersProps {
  paper: ForPaper
  session: Session
  /** Called once it is printed, or was given up. */
  onPrinted: () => void
}

const nothing = () => undefined

/** Resolves once all pictures of an element can be drawn, and the type that formulas are set in. */
async function isDrawn(element: HTMLElement): Promise<void> {
  const pictures = [...element.querySelectorAll('img')]
  await Promise.allSettled(pictures.map((picture) => picture.decode()))
  await document.fonts.ready
}

function PrintedAnswer({ record, answer }: { record: RecordView; answer: Answer }) {
  const { t } = useTranslation(['answer', 'common', 'records'])
  const verdict = asVerdict(record.verdict)
  return (
    <section className={classes.answer} data-printed-answer>
      <h2 className={classes.head}>
        {record.graded && <VerdictMark verdict={verdict} />}
        <StudentName student={{ display: record.student, number: record.studentNumber }} />
        <QuestionLabel>{record.question}</QuestionLabel>
        {record.title !== '' && <bdi>{record.title}</bdi>}
      </h2>
      <p className={classes.facts}>
        <time>{formatExact(record.receivedAt)}</time>
        {record.attempts > 1 && <span>{t('records:list.times', { n: record.attempts })}</span>}
        {record.graded && <span>{t(`common:verdicts.${verdict || 'none'}`)}</span>}
        {record.label !== '' && <LabelOf label={record.label} verdict={verdict} />}
      </p>
      <ErrorBoundary resetKey={answer} fallback={<pre>{answer.text}</pre>}>
        <AnswerView answer={answer} onEnlarge={nothing} />
      </ErrorBoundary>
    </section>
  )
}

/**
 * Answers on paper, each whole, black on white, with their session and its time. They are drawn out of sight at the width
 * of the paper, and printed once their pictures are there.
 */
export function PrintedAnswers({ paper, session, onPrinted }: PrintedAnswersProps) {
  const { answers, total } = paper
  const { t } = useTranslation(['records', 'common'])
  const [now] = useState(() => new Date(appNow()).toISOString())
  const sheet = useRef<HTMLElement>(null)
  const done = useStableCallback(onPrinted)
  useEffect(() => {
    let isHere = true
    window.addEventListener('afterprint', done)
    if (sheet.current) void isDrawn(sheet.current).then(() => isHere && window.print())
    return () => {
      isHere = false
      window.removeEventListener('afterprint', done)
    }
  }, [answers, done])
  return createPortal(
    <article ref={sheet} className={classes.sheet} data-printed-answers aria-hidden>
      <header className={classes.title}>
        <h1>{t('paper.title', { session: session.name })}</h1>
        <p>
          <bdi>{session.owner}</bdi> · <time dateTime={now}>{formatExact(now)}</time> ·{' '}
          {answers.length < total
            ? t('paper.first', { count: answers.length, total: formatCount(total) })
            : t('common:countRecords', { count: total })}
        </p>
      </header>
      {answers.map((each) => (
        <PrintedAnswer key={each.record.id} {...each} />
      ))}
    </article>,
    document.body,
  )
}
