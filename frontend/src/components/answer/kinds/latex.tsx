import { IconAlertTriangle } from '@tabler/icons-react'
import { isBlank } from '../blank'
import { Latex } from '../Latex'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import { EmptyText, WholeText } from './text'

/** TeX that is higher than a line. */
const TALL = /\\(?:begin|[dt]?frac|i*int|sum|prod|lim|over)/

function Preview({ record }: PreviewProps) {
  return isBlank(record.preview) ? <EmptyText /> : <Latex source={record.preview.text} size="row" />
}

function View({ answer }: ViewProps) {
  return isBlank(answer) ? <WholeText answer={answer} /> : <Latex source={answer.text} size="display" />
}

/** TeX source, which is typeset. */
export const latex: AnswerKind = {
  Preview,
  isTall: ({ text, cut }) => TALL.test(text) && !cut,
  paper: 'none',
  View,
  size: () => [],
  figureOfPreview: ({ text, cut }) => (cut ? undefined : { kind: 'latex', source: text }),
  figureOfAnswer: ({ text }) => ({ kind: 'latex', source: text }),
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: [], words: undefined },
}
