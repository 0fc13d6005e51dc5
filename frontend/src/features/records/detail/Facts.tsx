import { useTranslation } from 'react-i18next'
import type { Answer, SentReceipt } from '../../../api/types'
import { ArrayStats } from '../../../components/answer/ArrayStats'
import { useClock } from '../../../lib/clock'
import { formatClock, formatCount, formatExact, formatMoment } from '../../../lib/format'
import classes from './Facts.module.css'

/** A record that came in so long after it was sent is marked as late. */
const LATE_MS = 2000

/** A time, with its day unless that is today. */
function Moment({ stamp }: { stamp: string }) {
  const text = useClock((now) => formatMoment(stamp, now, formatClock))
  return (
    <time dateTime={stamp} title={formatExact(stamp)}>
      {text}
    </time>
  )
}

/** The receipts of other attempts, folded: somebody may show one of these. */
function EarlierReceipts({ receipts }: { receipts: SentReceipt[] }) {
  const { t } = useTranslation('records')
  if (receipts.length === 0) return null
  return (
    <details>
      <summary className="faint">{t('panel.earlierReceipts', { count: receipts.length })}</summary>
      {receipts.map(({ receipt, sentAt }) => (
        <div key={receipt}>
          <span className="mono">{receipt}</span> <Moment stamp={sentAt} />
        </div>
      ))}
    </details>
  )
}

/** The facts about a record, apart from its answer. */
export function Facts({
  answer: { record, array, earlierReceipts },
  withPart,
}: {
  answer: Answer
  withPart: boolean
}) {
  const { t } = useTranslation('records')
  const sentAt = Date.parse(record.sentAt)
  const isLate = Date.parse(record.receivedAt) - sentAt > LATE_MS
  const stats = array?.stats ?? []
  return (
    <dl className={classes.facts}>
      <dt>{t('panel.firstSent')}</dt>
      <dd>
        <Moment stamp={record.firstSentAt} />
      </dd>
      <dt>{t('panel.lastSent')}</dt>
      <dd>
        <Moment stamp={record.sentAt} />{' '}
        {isLate && (
          <span className="faint" title={formatExact(record.receivedAt)}>
            {t('panel.received', { time: formatMoment(record.receivedAt, sentAt, formatClock) })}
          </span>
        )}
      </dd>
      <dt>{t('panel.attempts')}</dt>
      <dd>
        {record.attempts === 1 ? t('panel.oneAttempt') : t('panel.manyAttempts', { count: record.attempts })}
        {record.replaced > 0 && (
          <div className="faint">{t('panel.replaced', { count: record.replaced })}</div>
        )}
      </dd>
      {withPart && (
        <>
          <dt>{t('panel.part')}</dt>
          <dd>
            <bdi>{record.part}</bdi>
          </dd>
        </>
      )}
      <dt>{t('panel.device')}</dt>
      <dd className="mono">{record.device}</dd>
      {record.receipt !== '' && (
        <>
          <dt title={t('panel.receiptAbout')}>{t('panel.receipt')}</dt>
          <dd>
            <span className="mono">{record.receipt}</span>
            <EarlierReceipts receipts={earlierReceipts} />
          </dd>
        </>
      )}
      {stats.length > 0 && (
        <>
          <dt>{t('panel.values')}</dt>
          <dd>
            <ArrayStats stats={stats} />
            {array && array.sampled !== '' && (
              <span className="faint">
                {' '}
                {t('panel.sampled', {
                  count: formatCount(Number(array.sampled)),
                  all: formatCount(array.shape.reduce((product, length) => product * length, 1)),
                })}
              </span>
            )}
          </dd>
        </>
      )}
    </dl>
  )
}
