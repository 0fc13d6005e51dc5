import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconChartBar,
  IconChevronDown,
  IconChevronUp,
  IconFileOff,
  IconLayoutGrid,
  IconRoute,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { toApiError } from '../../../api/error'
import { useAnswer } from '../../../api/queries'
import type { Answer, Session, RecordView } from '../../../api/types'
import { AfterAWhile } from '../../../components/AfterAWhile'
import { AnswerView } from '../../../components/answer/AnswerView'
import { ArrayStats } from '../../../components/answer/ArrayStats'
import { useDescription } from '../../../components/answer/useAnswerWords'
import { Blank } from '../../../components/Blank'
import { CopyText } from '../../../components/Copy'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { Failed } from '../../../components/Failed'
import { LoadingRows } from '../../../components/LoadingRows'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName } from '../../../components/StudentName'
import { useClock } from '../../../lib/clock'
import { formatClock, formatCount, formatExact, formatMoment, formatOrdinal } from '../../../lib/format'
import { questionRoute } from '../../../lib/routes'
import { noFilter } from '../route/route'
import type { GoTo } from '../route/useRecordsRoute'
import { StudentMenu } from '../student/StudentMenu'
import classes from './RecordPanel.module.css'

const ICON = 14

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

function SentAs({ record: { sentAt, attempts } }: { record: RecordView }) {
  const { t } = useTranslation('records')
  const time = useClock((now) => formatMoment(sentAt, now, formatClock))
  return (
    <p className="muted" title={formatExact(sentAt)}>
      {t('panel.sentAs', { time, n: formatOrdinal(attempts) })}
    </p>
  )
}

/** The facts about a record, apart from its answer. */
function Facts({ answer: { record, array } }: { answer: Answer }) {
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
      <dt>{t('panel.part')}</dt>
      <dd>
        <bdi>{record.part}</bdi>
      </dd>
      <dt>{t('panel.device')}</dt>
      <dd className="mono">{record.device}</dd>
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

interface RecordPanelProps {
  session: Session
  id: number
  /** When the record that the list shows came in; '' if the list does not show it. */
  receivedAt: string
  onClose: () => void
  onMove: (step: 1 | -1) => void
  onEnlarge: () => void
  goTo: GoTo
}

function Head({
  session,
  answer,
  onClose,
  onMove,
  goTo,
}: Omit<RecordPanelProps, 'id' | 'receivedAt' | 'onEnlarge'> & { answer: Answer | undefined }) {
  const { t } = useTranslation('records')
  const record = answer?.record
  const buttons = [
    { label: t('panel.above'), Icon: IconChevronUp, act: () => onMove(-1) },
    { label: t('panel.below'), Icon: IconChevronDown, act: () => onMove(1) },
    { label: t('panel.close'), Icon: IconX, act: onClose },
  ]
  return (
    <header className={classes.panelHead}>
      <div className="hstack">
        {record && <QuestionLabel>{record.question}</QuestionLabel>}
        <h1 className="truncate">
          {record && <StudentName student={{ display: record.student, number: record.studentNumber }} />}
        </h1>
        {record && <StudentMenu session={session} studentId={record.studentId} goTo={goTo} />}
        <span className="grow" />
        {buttons.map(({ label, Icon, act }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon aria-label={label} onClick={act}>
              <Icon size={ICON} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {record && <SentAs record={record} />}
    </header>
  )
}

/** A record with its whole answer. */
export function RecordPanel(props: RecordPanelProps) {
  const { id, receivedAt, onEnlarge, goTo } = props
  const { t } = useTranslation(['records', 'answer'])
  const { data: answer, error, refetch } = useAnswer({ id, receivedAt })
  const description = useDescription()
  const record = answer?.record
  const isGone = error !== null && toApiError(error).code === 'not_found'
  return (
    <>
      <Head {...props} answer={answer} />
      <div className={classes.panelBody}>
        {isGone && (
          <Blank icon={<IconFileOff size={24} />} title={t('panel.gone')}>
            {t('panel.goneWhy')}
          </Blank>
        )}
        {error && !isGone && <Failed error={error} retry={refetch} />}
        {!answer && !error && (
          <AfterAWhile>
            <LoadingRows count={3} height={36} />
          </AfterAWhile>
        )}
        {answer && (
          <ErrorBoundary resetKey={answer} fallback={<pre className={classes.raw}>{answer.text}</pre>}>
            <div>
              <div className={classes.answerHead}>
                <h2>{t('answer:answer')}</h2>
                <span className="faint truncate">{description(answer)}</span>
                <span className="grow" />
                {answer.text !== '' && <CopyText text={answer.text} />}
              </div>
              <AnswerView answer={answer} onEnlarge={onEnlarge} />
            </div>
            <Facts answer={answer} />
          </ErrorBoundary>
        )}
      </div>
      {record && (
        <footer className={classes.panelFoot}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRoute size={ICON} />}
            onClick={() => goTo({ view: 'student', student: record.studentId, record: undefined }, 'push')}
          >
            {t('panel.path')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconLayoutGrid size={ICON} />}
            onClick={() =>
              goTo(
                {
                  view: 'gallery',
                  filter: { ...noFilter, questions: [record.question] },
                  record: undefined,
                },
                'push',
              )
            }
          >
            {t('panel.allOfQuestion', { label: record.question })}
          </Button>
          <Button
            component={Link}
            href={questionRoute(record.question)}
            variant="default"
            size="compact-sm"
            leftSection={<IconChartBar size={ICON} />}
          >
            {t('panel.groups')}
          </Button>
        </footer>
      )}
    </>
  )
}
