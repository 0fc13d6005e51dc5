import { IconAlertTriangle, IconCube3dSphere } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArrayAnswer, Preview as AnswerPreview } from '../../../api/types'
import { formatShape } from '../../../lib/format'
import { ArrayView } from '../ArrayView'
import { sixDigits } from '../../../lib/digits'
import { cornerOf, isEmptyArray, isNumber, numberOf } from '../corner'
import { fitted } from '../fit'
import { extentOf, type Figure, textFigure } from '../figure'
import { Matrix } from '../Matrix'
import { PreviewIcon, PreviewLine, PreviewNote, RowPreview } from '../RowPreview'
import { Scalar } from '../Scalar'
import type { AnswerKind, CardProps, PreviewProps, ViewProps } from './kind'
import { TreeOrText } from './tree'
import classes from './array.module.css'

function Preview({ record: { preview } }: PreviewProps) {
  const { t } = useTranslation('answer')
  const { shape, rows, text } = preview
  if (rows.length === 0 && text !== '') return <PreviewLine text={text} />
  if (isEmptyArray(shape)) return <PreviewNote>{t('emptyArray')}</PreviewNote>
  const number = numberOf(preview)
  if (number !== undefined) return <PreviewLine text={number} />
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

function Card({ record, chars }: CardProps) {
  const { preview } = record
  const { shape, rows } = preview
  if (isEmptyArray(shape) || rows.length === 0) {
    return (
      <RowPreview>
        <Preview record={record} />
      </RowPreview>
    )
  }
  const number = numberOf(preview)
  if (number !== undefined) return <Scalar text={number} />
  const { isWhole, ...corner } = cornerOf(preview)
  const note = isWhole ? '' : formatShape(shape)
  const figure = fitted({ kind: 'matrix', ...corner, shape, note }, { chars, lines: corner.rows.length + 1 })
  if (figure.kind !== 'matrix') return null
  const extent = extentOf(figure)
  const room = { '--chars': extent.chars, '--lines': extent.lines + (note === '' ? 0 : 1) }
  return (
    <div className={classes.card} style={room as CSSProperties}>
      <Matrix rows={figure.rows} rowGap={figure.rowGap} colGap={figure.colGap} kept={figure.kept} />
      {figure.note !== '' && <PreviewNote>{figure.note}</PreviewNote>}
    </div>
  )
}

function View({ answer }: ViewProps) {
  return answer.array ? <ArrayView array={answer.array} text={answer.text} /> : <TreeOrText answer={answer} />
}

function figureOfPreview(preview: AnswerPreview): Figure | undefined {
  const { shape, rows } = preview
  if (isEmptyArray(shape)) return { kind: 'empty', what: 'array' }
  if (rows.length === 0) return undefined
  const number = numberOf(preview)
  if (number !== undefined) return { kind: 'value', text: number }
  const { isWhole, ...corner } = cornerOf(preview)
  return isWhole ? { kind: 'matrix', ...corner, shape, note: '' } : undefined
}

function figureOfArray({ shape, slices }: ArrayAnswer): Figure {
  const slice = slices[0]
  if (!slice || isEmptyArray(shape)) return { kind: 'empty', what: 'array' }
  const { rowGap, colGap } = slice
  const rows = slice.rows.map((row) => row.map(sixDigits))
  if (isNumber(shape)) return { kind: 'value', text: rows[0]?.[0] ?? '' }
  const isWhole = slices.length === 1 && rowGap < 0 && colGap < 0
  return { kind: 'matrix', rows, rowGap, colGap, shape, note: isWhole ? '' : formatShape(shape) }
}

/** Returns what Python calls a number; empty if the one element is none. */
function typeOfNumber({ slices }: ArrayAnswer): string {
  const text = slices[0]?.rows[0]?.[0] ?? ''
  if (/^-?\d+$/.test(text)) return 'int'
  return /^(-?\d.*|nan|-?inf)$/.test(text) ? 'float' : ''
}

/** An array of numpy, or one number. */
export const array: AnswerKind = {
  Preview,
  isTall: ({ rows }) => rows.length > 1,
  Card,
  paper: 'none',
  View,
  name: ({ array }, t) => (array && isNumber(array.shape) ? t('number') : undefined),
  size: ({ array }, t) => [
    array && isNumber(array.shape) ? typeOfNumber(array) : formatShape(array?.shape ?? []),
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
