import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecordView, Session } from '../../../api/types'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName } from '../../../components/StudentName'
import { useClock } from '../../../lib/clock'
import { formatClock, formatExact, formatMoment, formatOrdinal } from '../../../lib/format'
import type { GoTo } from '../route/useRecordsRoute'
import { StudentMenu } from '../student/StudentMenu'
import classes from './PanelHead.module.css'

const ICON = 14

function SentAs({ record: { sentAt, attempts } }: { record: RecordView }) {
  const { t } = useTranslation('records')
  const time = useClock((now) => formatMoment(sentAt, now, formatClock))
  return (
    <span className="muted nowrap" title={formatExact(sentAt)}>
      {t('panel.sentAs', { time, n: formatOrdinal(attempts) })}
    </span>
  )
}

/** The question's title, or the label alone where it has none. */
function Question({ record: { question, title } }: { record: RecordView }) {
  const { t } = useTranslation('common')
  if (title === '') return <bdi title={question}>{t('questionLabel', { label: question })}</bdi>
  return <bdi title={title}>{title}</bdi>
}

interface PanelHeadProps {
  session: Session
  record: RecordView | undefined
  onClose: () => void
  onMove: (step: 1 | -1) => void
  goTo: GoTo
  hasSelection: boolean | undefined
}

/** What the record answers, who sent it and when, and the ways to the next one and out. */
export function PanelHead({ session, record, onClose, onMove, goTo, hasSelection }: PanelHeadProps) {
  const { t } = useTranslation('records')
  const buttons = [
    { label: t('panel.above'), Icon: IconChevronUp, act: () => onMove(-1) },
    { label: t('panel.below'), Icon: IconChevronDown, act: () => onMove(1) },
    { label: t('panel.close'), Icon: IconX, act: onClose },
  ]
  return (
    <header className={classes.panelHead}>
      <div className={classes.question}>
        {record && record.title !== '' && <QuestionLabel>{record.question}</QuestionLabel>}
        <h1>{record && <Question record={record} />}</h1>
        {buttons.map(({ label, Icon, act }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon aria-label={label} onClick={act}>
              <Icon size={ICON} />
            </ActionIcon>
          </Tooltip>
        ))}
      </div>
      {record && (
        <div className="hstack">
          <b className="truncate">
            <StudentName student={{ display: record.student, number: record.studentNumber }} />
          </b>
          <StudentMenu {...{ session, goTo, hasSelection }} studentId={record.studentId} />
          <span className="grow" />
          <SentAs record={record} />
        </div>
      )}
    </header>
  )
}
