import { type CSSProperties, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuestions } from '../../api/queries'
import { formatCount } from '../../lib/format'
import { barsOf, labelEvery } from './tiles'
import { EmptyView } from './EmptyView'
import { Heading } from './Heading'
import classes from './PaceView.module.css'

/** Up to this many bars have room for their number. */
const MOST_NUMBERS = 24

interface PaceViewProps {
  sessionId: number
  seen: number
  /** The question that the projector is at. */
  question: string
}

/** One bar a question: how many students sent it. */
export function PaceView({ sessionId, seen, question }: PaceViewProps) {
  const { t } = useTranslation('projector')
  const { data: all = [] } = useQuestions(sessionId)
  const questions = useMemo(() => barsOf(all, question), [all, question])
  const left = all.length - questions.length
  const every = labelEvery(questions.length)
  if (questions.length === 0) return <EmptyView>{t('nothingYet')}</EmptyView>
  return (
    <section className={classes.pace} aria-label={t('pace')}>
      <Heading>
        {t('pace')} <span>{t('paceTop', { count: seen })}</span>
        {left > 0 && <span> · {t('paceLeft', { count: left })}</span>}
      </Heading>
      <ol className={classes.bars} style={{ '--bars': questions.length } as CSSProperties}>
        {questions.map(({ label, students }, i) => (
          <li
            key={label}
            data-current={label === question}
            aria-label={t('paceSays', { label, count: students, seen })}
          >
            <span className={classes.barSpace}>
              {questions.length <= MOST_NUMBERS && <b>{formatCount(students)}</b>}
              <span
                className={classes.barArea}
                style={{ flexBasis: `${Math.min(1, students / Math.max(1, seen)) * 100}%` }}
              />
            </span>
            <bdi className={classes.barLabel}>{i % every === 0 || label === question ? label : ' '}</bdi>
          </li>
        ))}
      </ol>
    </section>
  )
}
