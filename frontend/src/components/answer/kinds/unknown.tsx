import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { textFigure } from '../figure'
import { PreviewLine } from '../RowPreview'
import type { AnswerKind, PreviewProps } from './kind'
import { WholeText } from './text'

function Preview({ record }: PreviewProps) {
  const { t } = useTranslation('answer')
  return <PreviewLine text={record.preview.text} note={t('shownAsText', { type: record.type })} />
}

/** A type that the app does not know: shown as text. */
export const unknown: AnswerKind = {
  Preview,
  isTall: () => false,
  paper: 'none',
  View: WholeText,
  size: () => [],
  figureOfPreview: ({ text, cut }) => (cut ? undefined : textFigure(text)),
  figureOfAnswer: ({ text }) => textFigure(text),
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: [], words: undefined },
}
