import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fromFirstLine, isBlank } from '../blank'
import { textFigure } from '../figure'
import { Scalar } from '../Scalar'
import { PreviewLine, PreviewNote, RowPreview } from '../RowPreview'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import classes from './text.module.css'

/** The most characters of a text that is set as large as a number. */
const SHORT = 24

/** Returns the lines of a preview from the first that is not blank, and what says how many a row leaves out. */
export function usePreviewLines({ preview }: PreviewProps['record'], shown: number): [string[], string?] {
  const { t } = useTranslation('answer')
  const lines = fromFirstLine(preview.text).trimEnd().split('\n')
  const count = (preview.cut ? (preview.shape[0] ?? 0) : lines.length) - shown
  if (count > 0) return [lines, t('plusLines', { count })]
  return lines.length > shown ? [lines, t('moreLines')] : [lines] // earlier versions did not count them
}

/** The first line of a text that is not blank. */
export function FirstLine({ record }: PreviewProps) {
  const [[first = ''], note] = usePreviewLines(record, 1)
  return <PreviewLine text={first} note={note} />
}

/** Says that a text has nothing to see. */
export function EmptyText() {
  const { t } = useTranslation('answer')
  return <PreviewNote>{t('emptyText')}</PreviewNote>
}

/** Returns whether a text is set as large as a number. */
export function isShort(text: string): boolean {
  return text.length <= SHORT && !text.includes('\n')
}

/** The whole text. */
export function WholeText({ answer }: ViewProps) {
  const { t } = useTranslation('answer')
  if (isBlank(answer)) return <p className="faint">{t('emptyText')}</p>
  if (isShort(answer.text)) return <Scalar text={answer.text} />
  return <pre className={classes.text}>{answer.text}</pre>
}

function Preview({ record }: PreviewProps) {
  return isBlank(record.preview) ? <EmptyText /> : <FirstLine record={record} />
}

function Card({ record }: PreviewProps) {
  if (isBlank(record.preview)) {
    return (
      <RowPreview>
        <EmptyText />
      </RowPreview>
    )
  }
  const text = fromFirstLine(record.preview.text)
  return isShort(text) ? <Scalar text={text} /> : <pre className={classes.card}>{text}</pre>
}

/** Returns how many lines a text has. */
export function lineCount(text: string): number {
  return text === '' ? 0 : text.trimEnd().split('\n').length
}

/** Text. */
export const text: AnswerKind = {
  Preview,
  isTall: () => false,
  Card,
  paper: 'none',
  View: WholeText,
  size: (answer, t) => [t('lines', { count: lineCount(answer.text) })],
  figureOfPreview: ({ text, cut }) => (cut ? undefined : textFigure(text)),
  figureOfAnswer: (answer) => textFigure(answer.text),
  isDiffable: true,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['letterCase'], words: 'alikeText' },
}
