import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconChartBar, IconChevronDown, IconChevronUp, IconUser, IconX } from '@tabler/icons-react'
import { useAnswer } from '../../api/queries'
import type { Answer, RecordFilter } from '../../api/types'
import { AnswerView } from '../../components/answer/AnswerView'
import { QuestionLabel } from '../../components/bits'
import { CopyText } from '../../components/Copy'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import { AfterAWhile, Failed, LoadingRows } from '../../components/states'
import { formatBytes, formatClock, formatExact, formatOrdinal, formatShape, plural } from '../../lib/format'
import classes from './records.module.css'

const ICON = 14

/** A clock that lags more than this is worth a word. */
const LATE_MS = 2000

const typeNames: Partial<Record<string, string>> = {
  str: 'text',
  ndarray: 'array',
  latex: 'LaTeX',
}

function lineCount(text: string): string {
  const lines = text === '' ? 0 : text.trimEnd().split('\n').length
  return plural(lines, { one: '{n} line', other: '{n} lines' })
}

/** Returns what kind of answer it is, and how large. */
function description({ record, array, table, image, text, bytes }: Answer): string {
  const type = typeNames[record.type] ?? record.type
  if (record.type === 'code' || record.type === 'str') return `${type}, ${lineCount(text)}`
  if (image) return `${type}, ${formatShape([image.width, image.height])}, ${formatBytes(bytes)}`
  const shape = formatShape(array?.shape ?? table?.shape ?? [])
  return [type, shape, array?.dtype ?? ''].filter((word) => word !== '').join(', ')
}

function Facts({ answer }: { answer: Answer }) {
  const { record, array } = answer
  const lateBy = Date.parse(record.receivedAt) - Date.parse(record.sentAt)
  const stats = array?.stats ?? []
  return (
    <dl className={classes.facts}>
      <dt>First sent</dt>
      <dd title={formatExact(record.firstSentAt)}>{formatClock(record.firstSentAt)}</dd>
      <dt>Last sent</dt>
      <dd title={formatExact(record.sentAt)}>
        {formatClock(record.sentAt)}
        {lateBy > LATE_MS && <span className="t3"> (received {formatClock(record.receivedAt)})</span>}
      </dd>
      <dt>Attempts</dt>
      <dd>{record.attempts === 1 ? 'one' : `${record.attempts}; only the last is kept`}</dd>
      <dt>Part</dt>
      <dd>
        <bdi>{record.part}</bdi>
      </dd>
      <dt>Device</dt>
      <dd className="mono">{record.device}</dd>
      {stats.length > 0 && (
        <>
          <dt>Values</dt>
          <dd className="mono">{stats.map(({ name, value }) => `${name} ${value}`).join(', ')}</dd>
        </>
      )}
    </dl>
  )
}

interface RecordPanelProps {
  id: number
  /** When the newest sending that is known came in; '' where none is known. */
  receivedAt: string
  onClose: () => void
  onMove: (step: 1 | -1) => void
  onFilter: (filter: RecordFilter) => void
}

/** A record with its whole answer. */
export function RecordPanel({ id, receivedAt, onClose, onMove, onFilter }: RecordPanelProps) {
  const { data: answer, error, refetch } = useAnswer({ id, receivedAt })
  const record = answer?.record
  return (
    <>
      <header className={classes.panelHead}>
        <div className="row">
          {record && <QuestionLabel>{record.question}</QuestionLabel>}
          <h1 className="ell" title={record?.student}>
            <bdi>{record?.student}</bdi>
          </h1>
          <span className="grow" />
          <Tooltip label="Record above (↑)">
            <ActionIcon aria-label="Record above" onClick={() => onMove(-1)}>
              <IconChevronUp size={ICON} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Record below (↓)">
            <ActionIcon aria-label="Record below" onClick={() => onMove(1)}>
              <IconChevronDown size={ICON} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Close (Esc)">
            <ActionIcon aria-label="Close the record" onClick={onClose}>
              <IconX size={ICON} />
            </ActionIcon>
          </Tooltip>
        </div>
        {record && (
          <p className="t2" title={formatExact(record.sentAt)}>
            {formatClock(record.sentAt)}, {formatOrdinal(record.attempts)} attempt
          </p>
        )}
      </header>
      <div className={classes.panelBody}>
        {error && <Failed error={error} retry={refetch} />}
        {!answer && !error && (
          <AfterAWhile>
            <LoadingRows count={3} height={36} />
          </AfterAWhile>
        )}
        {answer && (
          <ErrorBoundary resetKey={answer} fallback={<pre className={classes.raw}>{answer.text}</pre>}>
            <div>
              <div className={classes.answerHead}>
                <h2>Answer</h2>
                <span className="t3 ell">{description(answer)}</span>
                <span className="grow" />
                {answer.text !== '' && <CopyText text={answer.text} />}
              </div>
              <AnswerView answer={answer} />
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
            leftSection={<IconUser size={ICON} />}
            onClick={() => onFilter({ studentId: record.studentId })}
          >
            All of this student
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconChartBar size={ICON} />}
            onClick={() => onFilter({ question: record.question })}
          >
            All of question {record.question}
          </Button>
        </footer>
      )}
    </>
  )
}
