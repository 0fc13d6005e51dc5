import { useTranslation } from 'react-i18next'
import { useHelpOf } from '../api/dashboard'
import type { HelpRequest } from '../api/types'
import { useClock } from '../lib/clock'
import { formatClock, formatExact, formatMoment } from '../lib/format'
import classes from './HelpHistory.module.css'

function When({ stamp }: { stamp: string }) {
  const text = useClock((now) => formatMoment(stamp, now, formatClock))
  return (
    <time dateTime={stamp} title={formatExact(stamp)} className="nowrap">
      {text}
    </time>
  )
}

/** How a request ended that no message answered. */
function useEnding({ ending, visited, helper }: HelpRequest): string {
  const { t } = useTranslation('common')
  if (ending === 'done' || ending === 'right' || ending === 'closed') return t(`helpHistory.${ending}`)
  if (visited && helper !== '') return t('helpHistory.helper', { helper })
  return t(visited ? 'helpHistory.visited' : 'helpHistory.answered')
}

function Outcome({ request }: { request: HelpRequest }) {
  const { t } = useTranslation('common')
  const { endedAt, reply, visited } = request
  const ending = useEnding(request)
  if (endedAt === '') return <b className={classes.waits}>{t('helpHistory.waits')}</b>
  return (
    <span>
      <When stamp={endedAt} />{' '}
      {visited || reply === '' ? (
        ending
      ) : (
        <>
          {t('helpHistory.answeredWith')} <q>{reply}</q>
        </>
      )}
    </span>
  )
}

interface HelpHistoryProps {
  sessionId: number
  studentId: number
  /** Returns the title of a question, by its label; '' if it is not known. */
  titleOf: (label: string) => string
  className?: string | undefined
  /** The level of its heading. */
  level?: 2 | 3
}

/** What a student asked for help with, at which question, and how it was answered; nothing if the student never asked. */
export function HelpHistory({ sessionId, studentId, titleOf, className = '', level = 3 }: HelpHistoryProps) {
  const { t } = useTranslation('common')
  const { data: requests = [] } = useHelpOf(sessionId, studentId)
  if (requests.length === 0) return null
  const Heading = `h${level}` as const
  return (
    <section className={`${classes.history} ${className}`} aria-label={t('helpHistory.title')}>
      <Heading>{t('helpHistory.title')}</Heading>
      <ul>
        {requests.map((request) => (
          <li key={request.askedAt}>
            <span>
              <When stamp={request.askedAt} />{' '}
              {request.question !== '' && (
                <span title={titleOf(request.question)}>
                  {t('helpHistory.after', { question: request.question })}{' '}
                </span>
              )}
              {request.text === '' ? (
                t('helpHistory.asked')
              ) : (
                <q>
                  <bdi>{request.text}</bdi>
                </q>
              )}
            </span>
            <Outcome request={request} />
          </li>
        ))}
      </ul>
    </section>
  )
}
