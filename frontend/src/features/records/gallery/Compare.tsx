import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../../api/queries'
import type { RecordView } from '../../../api/types'
import { Ago } from '../../../components/Ago'
import { AnswerView } from '../../../components/answer/AnswerView'
import { CodeDiff } from '../../../components/answer/CodeDiff'
import { useDifference } from '../../../components/answer/useDifference'
import { useDifferenceWords } from '../../../components/answer/useDifferenceWords'
import { type Previewed, useFigure } from '../../../components/answer/useFigure'
import { ErrorBoundary } from '../../../components/ErrorBoundary'
import { Failed } from '../../../components/Failed'
import { Key } from '../../../components/Key'
import { LoadingRows } from '../../../components/LoadingRows'
import { StudentName } from '../../../components/StudentName'
import { Tag } from '../../../components/Tag'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import { areDiffable, MAX_COMPARED, referenceAmong } from './compared'
import { NumberBadge } from './NumberBadge'
import classes from './Compare.module.css'

interface CompareProps {
  chosen: RecordView[]
  withNames: boolean
  isDiff: boolean
  isLarge: boolean
  onDiff: (isDiff: boolean) => void
  onLarge: (isLarge: boolean) => void
  onRemove: (record: RecordView) => void
  onClear: () => void
  onEnlarge: (record: RecordView) => void
}

interface AnswerProps {
  record: RecordView
  number: number
  withName: boolean
  /** The answer that this one is compared with; undefined if it is that one itself, or alone. */
  reference: RecordView | undefined
  referenceNumber: number
  /** Whether both are shown as one, in which the reference is the side of what is added. */
  isDiff: boolean
  onRemove: () => void
  onEnlarge: () => void
}

function Diff({ left, right }: { left: RecordView; right: RecordView }) {
  const a = useAnswer(left)
  const b = useAnswer(right)
  const error = a.error ?? b.error
  if (error) return <Failed error={error} retry={() => Promise.all([a.refetch(), b.refetch()])} />
  if (!a.data || !b.data) return <LoadingRows count={3} height={36} />
  return <CodeDiff left={a.data.text} right={b.data.text} />
}

function Whole({ record, onEnlarge }: { record: RecordView; onEnlarge: () => void }) {
  const { data, error, refetch } = useAnswer(record)
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return <LoadingRows count={3} height={36} />
  return (
    <ErrorBoundary resetKey={data} fallback={<pre className={classes.text}>{data.text}</pre>}>
      <AnswerView answer={data} onEnlarge={onEnlarge} />
    </ErrorBoundary>
  )
}

const previewed = ({ id, receivedAt, type, preview }: RecordView): Previewed => ({
  recordId: id,
  receivedAt,
  type,
  preview,
})

/** Says in a line how an answer differs from the reference. */
function WhatDiffers({ record, reference }: { record: RecordView; reference: RecordView }) {
  const differenceWords = useDifferenceWords()
  const difference = useDifference(useFigure(previewed(record)), useFigure(previewed(reference)))
  if (!difference) return null
  return <span className="faint truncate">{differenceWords(difference).join(', ')}</span>
}

interface SideProps {
  record: RecordView
  number: number
  withName: boolean
  /** The sign of its lines in a diff. */
  sign?: '−' | '+'
}

/** Names one side: its number, verdict and label, and its student, or how many gave the same answer. */
function Side({ record, number, withName, sign }: SideProps) {
  const { t } = useTranslation('records')
  const verdict = asVerdict(record.verdict)
  return (
    <span className={classes.side}>
      {sign !== undefined && <b className="mono">{sign}</b>}
      <NumberBadge number={number} />
      {verdict !== '' && <VerdictMark verdict={verdict} />}
      <b className="truncate">
        {withName ? (
          <StudentName student={{ display: record.student, number: record.studentNumber }} />
        ) : (
          record.alike > 0 && t('gallery.givenBy', { count: record.alike })
        )}
      </b>
      {record.label !== '' && <Tag>{record.label}</Tag>}
    </span>
  )
}

function OneAnswer(props: AnswerProps) {
  const { record, number, withName, reference, referenceNumber, isDiff, onRemove, onEnlarge } = props
  const { t } = useTranslation('records')
  return (
    <article className={classes.answer} aria-label={t('gallery.number', { n: number })}>
      <header className={classes.answerHead}>
        <Side {...{ record, number, withName }} {...(isDiff && { sign: '−' })} />
        {isDiff && reference && (
          <Side record={reference} number={referenceNumber} withName={withName} sign="+" />
        )}
        {reference && <WhatDiffers record={record} reference={reference} />}
        <span className="grow" />
        <span className="faint">
          <Ago stamp={record.receivedAt} />
        </span>
        <ActionIcon aria-label={t('gallery.remove', { n: number })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <div
        className={classes.answerBody}
        tabIndex={0}
        role="group"
        aria-label={t('gallery.number', { n: number })}
      >
        {isDiff && reference ? (
          <Diff left={record} right={reference} />
        ) : (
          <Whole record={record} onEnlarge={onEnlarge} />
        )}
      </div>
    </article>
  )
}

/** Two to four answers side by side; code can also be shown as a diff against the right one, else the most common. */
export function Compare(props: CompareProps) {
  const { chosen, withNames, isDiff, isLarge, onDiff, onLarge, onRemove, onClear, onEnlarge } = props
  const { t } = useTranslation('records')
  const canDiff = areDiffable(chosen)
  const reference = referenceAmong(chosen)
  const asDiff = isDiff && canDiff
  const shown = asDiff ? chosen.filter((record) => record !== reference) : chosen
  return (
    <section className={classes.compare} aria-label={t('gallery.compare')} data-large={isLarge}>
      <header className={classes.compareHead}>
        <h2>{t('gallery.compare')}</h2>
        <span className="faint">{t('gallery.compareOf', { n: chosen.length, most: MAX_COMPARED })}</span>
        {chosen.length === 1 && <span className="faint">{t('gallery.pickOneMore')}</span>}
        <span className="grow" />
        {canDiff && (
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={isDiff}
            rightSection={<Key>D</Key>}
            onClick={() => onDiff(!isDiff)}
          >
            {isDiff ? t('gallery.sideBySide') : t('gallery.diff')}
          </Button>
        )}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={isLarge ? <IconArrowsMinimize size={14} /> : <IconArrowsMaximize size={14} />}
          rightSection={<Key>Enter</Key>}
          onClick={() => onLarge(!isLarge)}
        >
          {isLarge ? t('gallery.leaveFullScreen') : t('gallery.fullScreen')}
        </Button>
        <Button variant="subtle" size="compact-sm" rightSection={<Key>Esc</Key>} onClick={onClear}>
          {t('gallery.clear')}
        </Button>
      </header>
      <div className={classes.answers} data-count={shown.length}>
        {shown.map((record) => (
          <OneAnswer
            key={record.id}
            record={record}
            number={chosen.indexOf(record) + 1}
            withName={withNames}
            reference={record === reference ? undefined : reference}
            referenceNumber={reference ? chosen.indexOf(reference) + 1 : 0}
            isDiff={asDiff}
            onRemove={() => onRemove(record)}
            onEnlarge={() => onEnlarge(record)}
          />
        ))}
      </div>
    </section>
  )
}
