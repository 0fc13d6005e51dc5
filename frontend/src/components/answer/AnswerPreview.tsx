import { IconAlertTriangle, IconCube3dSphere, IconPhotoOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudentRecord } from '../../api/types'
import { formatBytes, formatShape } from '../../lib/format'
import { fromFirstLine, isBlank } from './blank'
import { Code } from './Code'
import { cornerOf, isEmptyArray, isNumber } from './corner'
import { Latex } from './Latex'
import { Matrix } from './Matrix'
import { Thumbnail } from './Picture'
import { useBrokenText, useTypeName } from './useAnswerWords'
import classes from './answer.module.css'

/** How many lines of code stand in a row of the tall height; a table has its head and one line less. */
const LINES = 3

interface OfRecord {
  record: StudentRecord
}

function Line({ text, note }: { text: string; note?: ReactNode }) {
  return (
    <>
      <span className={classes.line}>{text}</span>
      {note !== undefined && <span className={classes.meta}>{note}</span>}
    </>
  )
}

function TextPreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const lines = fromFirstLine(record.preview.text).trimEnd().split('\n')
  return <Line text={lines[0] ?? ''} note={lines.length > 1 ? t('moreLines') : undefined} />
}

function ArrayPreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const { preview } = record
  const { shape, rows, text } = preview
  if (rows.length === 0 && text !== '') return <Line text={text} />
  if (isEmptyArray(shape)) return <span className={classes.meta}>{t('emptyArray')}</span>
  if (isNumber(shape)) return <Line text={rows[0]?.[0] ?? ''} />
  if (rows.length === 0) {
    return (
      <>
        <IconCube3dSphere size={16} className={classes.icon} aria-hidden />
        <span className={classes.line}>{t('arrayOf', { shape: formatShape(shape) })}</span>
      </>
    )
  }
  const { isWhole, ...corner } = cornerOf(preview)
  const whole = shape.length === 1 ? t('values', { count: shape[0] ?? 0 }) : formatShape(shape)
  return (
    <>
      <Matrix {...corner} />
      {!isWhole && <span className={classes.meta}>{whole}</span>}
    </>
  )
}

function TablePreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const { columns, rows, shape } = record.preview
  return (
    <>
      <table className={classes.smallTable}>
        <thead>
          <tr>
            {columns.map((column, c) => (
              <th key={c}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, LINES - 1).map((row, r) => (
            <tr key={r}>
              {row.map((cell, c) => (
                <td key={c}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <span className={classes.meta}>{t('tableOf', { shape: formatShape(shape) })}</span>
    </>
  )
}

function ImagePreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const { shape, bytes } = record.preview
  const [height = 0, width = 0] = shape
  return (
    <>
      <Thumbnail record={record} />
      <span className={classes.meta}>
        {t('imageOf', { shape: formatShape([width, height]), size: formatBytes(bytes) })}
      </span>
    </>
  )
}

function CodePreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const lines = fromFirstLine(record.preview.text).trimEnd().split('\n')
  return (
    <>
      <Code source={lines.slice(0, LINES).join('\n')} scrolls={false} className={classes.rowCode} />
      {lines.length > LINES && <span className={classes.meta}>{t('moreLines')}</span>}
    </>
  )
}

function BrokenPreview({ record }: OfRecord) {
  const typeName = useTypeName()
  const brokenText = useBrokenText()
  const Icon = record.type === 'image' ? IconPhotoOff : IconAlertTriangle
  return (
    <>
      <Icon size={16} className={classes.icon} aria-hidden />
      <span className={classes.broken}>{brokenText(record.preview.broken)}</span>
      <span className={classes.meta}>{typeName(record.type)}</span>
    </>
  )
}

function UnknownPreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  return <Line text={record.preview.text} note={t('shownAsText', { type: record.type })} />
}

/** What was sent as text of some kind. */
function WrittenPreview({ record }: OfRecord) {
  const { t } = useTranslation('answer')
  const isKnown = ['code', 'latex', 'str'].includes(record.type)
  if (isKnown && isBlank(record.preview)) return <span className={classes.meta}>{t('emptyText')}</span>
  switch (record.type) {
    case 'code':
      return <CodePreview record={record} />
    case 'latex':
      return <Latex source={record.preview.text} />
    case 'str':
    case 'list':
    case 'dict':
      return <TextPreview record={record} />
    default:
      return <UnknownPreview record={record} />
  }
}

function Preview({ record }: OfRecord) {
  if (record.preview.broken !== '') return <BrokenPreview record={record} />
  switch (record.type) {
    case 'image':
      return <ImagePreview record={record} />
    case 'ndarray':
      return <ArrayPreview record={record} />
    case 'table':
      return <TablePreview record={record} />
    default:
      return <WrittenPreview record={record} />
  }
}

/** What a row shows of an answer. */
export function AnswerPreview({ record }: OfRecord) {
  return (
    <div className={classes.preview}>
      <Preview record={record} />
    </div>
  )
}
