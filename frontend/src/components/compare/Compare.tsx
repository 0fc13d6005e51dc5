import { ActionIcon, Button } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize, IconX } from '@tabler/icons-react'
import { type Ref, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../api/queries'
import { Ago } from '../Ago'
import { AnswerView } from '../answer/AnswerView'
import { CodeDiff } from '../answer/CodeDiff'
import { useDifference } from '../answer/useDifference'
import { useDifferenceWords } from '../answer/useDifferenceWords'
import { type Previewed, useFigure } from '../answer/useFigure'
import { ErrorBoundary } from '../ErrorBoundary'
import { Failed } from '../Failed'
import { Key } from '../Key'
import { LoadingRows } from '../LoadingRows'
import { StudentName } from '../StudentName'
import { Tag } from '../Tag'
import { asVerdict, VerdictMark } from '../Verdict'
import { type Compared, MAX_COMPARED, type Overlay, overlayOf, referenceAmong } from './compared'
import { NumberBadge } from './NumberBadge'
import { PictureDiff } from './PictureDiff'
import { PlotDiffers } from './PlotDiffers'
import { ProjectThese } from './ProjectThese'
import classes from './Compare.module.css'

interface CompareProps {
  chosen: Compared[]
  /** The question that they answer. */
  question: string
  /** The part whose answers they are; 0 means all. */
  partId: number
  /** Whether students are named; else it says how many gave each answer. */
  withNames: boolean
  isDiff: boolean
  onDiff: (isDiff: boolean) => void
  /** Whether it fills the page. */
  isLarge: boolean
  /** Makes it fill the page, or no more; undefined if it always does. */
  onLarge?: (isLarge: boolean) => void
  onRemove: (one: Compared) => void
  onClear: () => void
  /** What the button to leave says. */
  clearWords: string
  onEnlarge?: (one: Compared) => void
  ref?: Ref<HTMLElement>
}

interface AnswerProps {
  record: Compared
  number: number
  withName: boolean
  /** The answer that this one is compared with; undefined if it is that one itself, or alone. */
  reference: Compared | undefined
  referenceNumber: number
  /** How both are shown as one, in which the reference is the side of what is added; undefined if they are not. */
  overlay: Overlay
  onRemove: () => void
  onEnlarge: (() => void) | undefined
}

interface DiffProps {
  left: Compared
  right: Compared
  overlay: Overlay
}

/** Two answers as one: lines that only one has are marked, or of pictures the points that differ. */
function Diff({ left, right, overlay }: DiffProps) {
  const a = useAnswer(left)
  const b = useAnswer(right)
  const error = a.error ?? b.error
  if (error) return <Failed error={error} retry={() => Promise.all([a.refetch(), b.refetch()])} />
  if (!a.data || !b.data) return <LoadingRows count={3} height={36} />
  if (overlay === 'lines') return <CodeDiff left={a.data.text} right={b.data.text} />
  return <PictureDiff left={a.data.image} right={b.data.image} />
}

function Whole({ record, onEnlarge }: { record: Compared; onEnlarge: (() => void) | undefined }) {
  const { data, error, refetch } = useAnswer(record)
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return <LoadingRows count={3} height={36} />
  return (
    <ErrorBoundary resetKey={data} fallback={<pre className={classes.text}>{data.text}</pre>}>
      <AnswerView answer={data} onEnlarge={onEnlarge} />
    </ErrorBoundary>
  )
}

const previewed = ({ id, receivedAt, type, preview }: Compared): Previewed => ({
  recordId: id,
  receivedAt,
  type,
  preview,
})

/** Says in a line how an answer differs from the reference. */
function WhatDiffers({ record, reference }: { record: Compared; reference: Compared }) {
  const differenceWords = useDifferenceWords()
  const difference = useDifference(useFigure(previewed(record)), useFigure(previewed(reference)))
  if (!difference) return null
  return <span className="faint truncate">{differenceWords(difference).join(', ')}</span>
}

interface SideProps {
  record: Compared
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
  const { record, number, withName, reference, referenceNumber, overlay, onRemove, onEnlarge } = props
  const isDiff = overlay !== undefined
  const { t } = useTranslation('records')
  return (
    <article className={classes.answer} aria-label={t('gallery.number', { n: number })}>
      <header className={classes.answerHead}>
        <Side {...{ record, number, withName }} {...(isDiff && { sign: '−' })} />
        {isDiff && reference && (
          <Side record={reference} number={referenceNumber} withName={withName} sign="+" />
        )}
        {reference && <WhatDiffers record={record} reference={reference} />}
        {reference && overlayOf([record, reference]) === 'pictures' && (
          <PlotDiffers record={record} reference={reference} />
        )}
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
          <Diff left={record} right={reference} overlay={overlay} />
        ) : (
          <Whole record={record} onEnlarge={onEnlarge} />
        )}
      </div>
    </article>
  )
}

interface HeadProps extends Omit<CompareProps, 'onRemove' | 'onEnlarge' | 'withNames' | 'ref'> {
  overlay: Overlay
  id: string
}

/** The bar of a comparison. */
function Head({ chosen, overlay, isDiff, onDiff, isLarge, onLarge, onClear, ...props }: HeadProps) {
  const { t } = useTranslation('records')
  return (
    <header className={classes.compareHead}>
      <h2 id={props.id}>{t('gallery.compare')}</h2>
      <span className="faint">{t('gallery.compareOf', { n: chosen.length, most: MAX_COMPARED })}</span>
      {chosen.length === 1 && <span className="faint">{t('gallery.pickOneMore')}</span>}
      <span className="grow" />
      {overlay !== undefined && (
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
      <ProjectThese chosen={chosen} question={props.question} partId={props.partId} />
      {onLarge && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={isLarge ? <IconArrowsMinimize size={14} /> : <IconArrowsMaximize size={14} />}
          rightSection={<Key>Enter</Key>}
          onClick={() => onLarge(!isLarge)}
        >
          {isLarge ? t('gallery.leaveFullScreen') : t('gallery.fullScreen')}
        </Button>
      )}
      <Button variant="subtle" size="compact-sm" rightSection={<Key>Esc</Key>} onClick={onClear}>
        {props.clearWords}
      </Button>
    </header>
  )
}

/**
 * Two to four answers side by side. Code and pictures can also be laid over each other, against the right one, else the
 * most common, which is always the side of what is added.
 */
export function Compare({ withNames, onRemove, onEnlarge, ref, ...props }: CompareProps) {
  const { chosen, isDiff, isLarge } = props
  const id = useId()
  const canOverlay = overlayOf(chosen)
  const overlay = isDiff ? canOverlay : undefined
  const reference = referenceAmong(chosen)
  const shown = overlay === undefined ? chosen : chosen.filter((record) => record !== reference)
  return (
    <section ref={ref} tabIndex={-1} className={classes.compare} aria-labelledby={id} data-large={isLarge}>
      <Head {...props} id={id} overlay={canOverlay} />
      <div className={classes.answers} data-count={shown.length}>
        {shown.map((record) => (
          <OneAnswer
            key={record.id}
            record={record}
            number={chosen.indexOf(record) + 1}
            withName={withNames}
            reference={record === reference ? undefined : reference}
            referenceNumber={reference ? chosen.indexOf(reference) + 1 : 0}
            overlay={overlay}
            onRemove={() => onRemove(record)}
            onEnlarge={onEnlarge && (() => onEnlarge(record))}
          />
        ))}
      </div>
    </section>
  )
}
