import { IconAlertTriangle, IconCube3dSphere } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ArrayAnswer, Preview as AnswerPreview } from '../../../api/types'
import { formatShape } from '../../../lib/format'
import { ArrayView } from '../ArrayView'
import { cornerOf, isEmptyArray, isNumber } from '../corner'
import { type Figure, textFigure } from '../figure'
import { Matrix } from '../Matrix'
import { PreviewIcon, PreviewLine, PreviewNote } from '../RowPreview'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import { TreeOrText } from './tree'

function Preview({ record: { preview } }: PreviewProps) {
  const { t } = useTranslation('answer')
  const { shape, rows, text } = preview
  if (rows.length === 0 && text !== '') return <PreviewLine text={text} />
  if (isEmptyArray(shape)) return <PreviewNote>{t('emptyArray')}</PreviewNote>
  if (isNumber(shape)) return <PreviewLine text={rows[0]?.[0] ?? ''} />
  if (rows.length === 0) {
    return (
      <>
        <PreviewIcon Icon={IconCube3dSphere} />
        <PreviewLine text={t('arrayOf', { shape: formatShape(shape) })} />
      </>
    )
  }
  const { isWhole, ...corner } = cornerOf(preview)
  const whole = shape.length === 1 ? t('values', { count: shape[0] ?? 0 }) : formatShape(shape)
  return (
    <>
      <Matrix {...corner} />
      {!isWhole && <PreviewNote>{whole}</PreviewNote>}
    </>
  )
}

function View({ answer }: ViewProps) {
  return answer.array ? <ArrayView array={answer.array} text={answer.text} /> : <TreeOrText answer={answer} />
}

function figureOfPreview(preview: AnswerPreview): Figure | undefined {
  const { shape, rows } = preview
  if (isEmptyArray(shape)) return { kind: 'empty', what: 'array' }
  if (rows.length === 0) return undefined
  if (isNumber(shape)) return { kind: 'value', text: rows[0]?.[0] ?? '' }
  const { isWhole, ...corner } = cornerOf(preview)
  return isWhole ? { kind: 'matrix', ...corner, note: '' } : undefined
}

function figureOfArray({ shape, slices }: ArrayAnswer): Figure {
  const slice = slices[0]
  if (!slice || isEmptyArray(shape)) return { kind: 'empty', what: 'array' }
  const { rows, rowGap, colGap } = slice
  if (isNumber(shape)) return { kind: 'value', text: rows[0]?.[0] ?? '' }
  const isWhole = slices.length === 1 && rowGap < 0 && colGap < 0
  return { kind: 'matrix', rows, rowGap, colGap, note: isWhole ? '' : formatShape(shape) }
}

/** An array of numpy, or one number. */
export const array: AnswerKind = {
  Preview,
  isTall: ({ rows }) => rows.length > 1,
  paper: 'none',
  View,
  size: ({ array }, t) => [
    formatShape(array?.shape ?? []),
    array?.dtype ?? '',
    array?.sparse ? t('sparseOf', { format: array.sparse.format, count: Number(array.sparse.stored) }) : '',
  ],
  figureOfPreview,
  figureOfAnswer: ({ array, text }) => (array ? figureOfArray(array) : textFigure(text)),
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['numbers'], words: 'alikeNumbers' },
}
