import { IconAlertTriangle } from '@tabler/icons-react'
import type { Call } from '../../../api/types'
import { fromFirstLine, isBlank } from '../blank'
import { Code } from '../Code'
import { PreviewNote, RowPreview } from '../RowPreview'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import { EmptyText, lineCount, usePreviewLines, WholeText } from './text'
import classes from './code.module.css'

/** How many lines stand in a row of the tall height. */
const LINES = 3

/** How many lines stand in a row of the low height. */
const SHORT = 2

function Preview({ record }: PreviewProps) {
  const [lines, note] = usePreviewLines(record, LINES)
  if (isBlank(record.preview)) return <EmptyText />
  return (
    <>
      <Code
        source={lines.slice(0, LINES).join('\n')}
        scrolls={false}
        className={lines.length > SHORT ? classes.row : classes.shortRow}
      />
      {note !== undefined && <PreviewNote>{note}</PreviewNote>}
    </>
  )
}

function Card({ record }: PreviewProps) {
  if (!isBlank(record.preview))
    return <Code source={fromFirstLine(record.preview.text)} scrolls={false} className={classes.card} />
  return (
    <RowPreview>
      <EmptyText />
    </RowPreview>
  )
}

function View({ answer }: ViewProps) {
  return isBlank(answer) ? <WholeText answer={answer} /> : <Code source={answer.text} withLineNumbers />
}

/** Returns source below what it gives for the inputs with which it was called, a comment for each. */
function withCalls(source: string, calls: Call[]): string {
  const lines = calls.map(
    ({ input, came, late }) => `# (${input}) → ${late ? '…' : fromFirstLine(came).split('\n')[0]}`,
  )
  return [...lines, source].join('\n')
}

/** Python source. */
export const code: AnswerKind = {
  Preview,
  isTall: ({ text }) => fromFirstLine(text).trimEnd().split('\n').length > SHORT,
  Card,
  paper: 'sheet',
  View,
  size: ({ text }, t) => [t('lines', { count: lineCount(text) })],
  figureOfPreview: ({ text, cut, calls }) => (cut || calls > 0 ? undefined : { kind: 'code', source: text }),
  figureOfAnswer: ({ text, calls }) => ({ kind: 'code', source: withCalls(text, calls) }),
  isDiffable: true,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['localNames'], words: 'alikeCode' },
}
