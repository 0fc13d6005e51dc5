import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { sendingOf } from '../../../api/recordList'
import type { Session, StudentPath } from '../../../api/types'
import { AnswerPreview } from '../../../components/answer/AnswerPreview'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { useStudentName } from '../../../components/StudentName'
import { LabelOf, Tag } from '../../../components/Tag'
import { asVerdict, VerdictDisc } from '../../../components/Verdict'
import { useClock } from '../../../lib/clock'
import { formatExact, formatMoment, formatSpan, formatTime } from '../../../lib/format'
import { focusList } from '../list/focusList'
import { hasSeveralParts } from '../list/parts'
import { linesOf, type PathLine, shareOf } from './path'
import classes from './PathTable.module.css'

interface PathTableProps {
  session: Session
  path: StudentPath
  /** Returns the title of a question, by its label; '' if it is not known. */
  titleOf: (label: string) => string
  openId: number | undefined
  cursorKey: string | undefined
  onOpen: (line: PathLine) => void
}

/** How long a question took: a bar, with a line at the median of the class. */
function Taken({ line, path }: { line: PathLine; path: StudentPath }) {
  const { t } = useTranslation('records')
  const { secondsTaken, medianTaken } = line.step
  const median = medianTaken < 0 ? '' : t('path.median', { time: formatSpan(1000 * medianTaken) })
  return (
    <span className={classes.taken} title={median}>
      <span className={classes.span}>{secondsTaken < 0 ? '' : formatSpan(1000 * secondsTaken)}</span>
      {/* SVG lengths are attributes, so the policy that forbids inline styles allows them. */}
      <svg className={classes.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
        <rect className={classes.barBase} x="0" y="11" width="100" height="1" />
        <rect className={classes.barTime} x="0" y="4" width={shareOf(secondsTaken, path.steps)} height="6" />
        {medianTaken >= 0 && (
          <rect
            className={classes.barMedian}
            x={Math.min(98, shareOf(medianTaken, path.steps))}
            y="0"
            width="2"
            height="12"
          />
        )}
      </svg>
      <VisuallyHidden>{median}</VisuallyHidden>
    </span>
  )
}

function SentAt({ stamp }: { stamp: string }) {
  const text = useClock((now) => formatMoment(stamp, now, formatTime))
  return (
    <time dateTime={stamp} title={formatExact(stamp)}>
      {text}
    </time>
  )
}

/** The question of a line: its label, its title, and what is known of the answer's group. */
function Question({ line: { record, step }, title }: { line: PathLine; title: string }) {
  const { t } = useTranslation('records')
  const others = (record?.alike ?? 0) - 1
  const label = record?.label ?? ''
  return (
    <div className={classes.question}>
      <QuestionLabel>{step.question}</QuestionLabel>
      <div className={classes.about}>
        {title !== '' && (
          <bdi className={`truncate ${classes.title}`} title={title}>
            {title}
          </bdi>
        )}
        {(label !== '' || others > 0) && (
          <span className="hstack">
            {label !== '' && <LabelOf label={label} verdict={asVerdict(record?.verdict ?? '')} />}
            {others > 0 && <span className={classes.by}>{t('path.same', { count: others })}</span>}
          </span>
        )}
      </div>
    </div>
  )
}

function Line({ line, withPart }: { line: PathLine; withPart: boolean }) {
  const { t } = useTranslation(['records', 'answer'])
  const { record, step } = line
  if (!record) {
    return (
      <>
        <td className="faint">
          {t('path.missing')} {line.isNext && <Tag accent>{t('path.isNext')}</Tag>}{' '}
          {step.students > 0 && <span className={classes.by}>{t('path.by', { count: step.students })}</span>}
        </td>
        <td />
        <td />
      </>
    )
  }
  return (
    <>
      <td>
        <ErrorBoundary
          resetKey={sendingOf(record)}
          fallback={<span className="faint">{t('answer:cannotBeDrawn')}</span>}
        >
          <AnswerPreview record={record} />
        </ErrorBoundary>
      </td>
      <td className={classes.end}>
        {record.attempts > 1 && t('path.attemptCount', { count: record.attempts })}
        {withPart && (
          <span className={`faint truncate ${classes.part}`} title={record.part}>
            {t('path.part', { part: record.part })}
          </span>
        )}
      </td>
      <td className={`${classes.end} ${classes.sentAt}`}>
        <SentAt stamp={record.sentAt} />
      </td>
    </>
  )
}

/** Returns the id of a line's element, which the path names as the one under its cursor. */
const lineId = (index: number) => `path-line-${index}`

/** One student's path through the questions in their order, with those that were not sent. */
export function PathTable({ session, path, titleOf, openId, cursorKey, onOpen }: PathTableProps) {
  const { t } = useTranslation('records')
  const nameOf = useStudentName()
  const ref = useRef<HTMLTableElement>(null)
  const lines = linesOf(path.steps)
  const cursor = lines.findIndex(({ key }) => key === cursorKey)
  useEffect(() => {
    if (cursorKey === undefined) return
    ref.current?.querySelector('[data-cursor="true"]')?.scrollIntoView({ block: 'nearest' })
    focusList(ref.current)
  }, [cursorKey])
  return (
    <table
      ref={ref}
      className={classes.path}
      role="grid"
      aria-label={t('path.label', { student: nameOf(path.student) })}
      aria-activedescendant={cursor < 0 ? undefined : lineId(cursor)}
      tabIndex={0}
    >
      <thead>
        <tr>
          <th scope="col" className={classes.takenHead} title={t('path.takenWhy')}>
            {t('path.taken')}
          </th>
          <th scope="col">
            <VisuallyHidden>{t('list.verdict')}</VisuallyHidden>
          </th>
          <th scope="col">{t('path.question')}</th>
          <th scope="col">{t('path.answer')}</th>
          <th scope="col" className={classes.end}>
            {t('list.attempts')}
          </th>
          <th scope="col" className={classes.end}>
            {t('path.sentAt')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr
            key={line.key}
            id={lineId(index)}
            aria-selected={line.record !== undefined && line.record.id === openId}
            data-question={line.step.question}
            data-missing={line.record === undefined}
            data-cursor={index === cursor}
            data-open={line.record !== undefined && line.record.id === openId}
            onClick={() => onOpen(line)}
          >
            <td>
              <Taken line={line} path={path} />
            </td>
            <td>{line.record && <VerdictDisc record={line.record} />}</td>
            <td>
              <Question line={line} title={titleOf(line.step.question)} />
            </td>
            <Line line={line} withPart={hasSeveralParts(session)} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
