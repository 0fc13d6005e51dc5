import { IconAlertTriangle, IconCube3dSphere, IconPhotoOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { StudentRecord } from '../../api/types'
import { formatBytes, formatShape } from '../../lib/format'
import { Code } from './Code'
import { cornerOf, isEmptyArray, isNumber } from './corner'
import { Latex } from './Latex'
import { Matrix } from './Matrix'
import { Thumbnail } from './Picture'
import classes from './answer.module.css'

/** How many lines of code stand in a row of the tall height; a table has its head and one line less. */
const LINES = 3

function Line({ text, note }: { text: string; note?: ReactNode }) {
  return (
    <>
      <span className={classes.line}>{text}</span>
      {note !== undefined && <span className={classes.meta}>{note}</span>}
    </>
  )
}

function TextPreview({ record }: { record: StudentRecord }) {
  const { text } = record.preview
  if (text === '') return <span className={classes.meta}>empty text</span>
  const lines = text.trimEnd().split('\n')
  return <Line text={lines[0] ?? ''} note={lines.length > 1 ? 'more lines' : undefined} />
}

function ArrayPreview({ record }: { record: StudentRecord }) {
  const { preview } = record
  const { shape, rows, text } = preview
  if (rows.length === 0 && text !== '') return <Line text={text} />
  if (isEmptyArray(shape)) return <span className={classes.meta}>empty array</span>
  if (isNumber(shape)) return <Line text={rows[0]?.[0] ?? ''} />
  if (rows.length === 0) {
    return (
      <>
        <IconCube3dSphere size={16} className={classes.icon} aria-hidden />
        <Line text={formatShape(shape)} note="array" />
      </>
    )
  }
  const { note, ...corner } = cornerOf(preview)
  return (
    <>
      <Matrix {...corner} />
      {note !== '' && <span className={classes.meta}>{note}</span>}
    </>
  )
}

function TablePreview({ record }: { record: StudentRecord }) {
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
      <span className={classes.meta}>{formatShape(shape)} table</span>
    </>
  )
}

function ImagePreview({ record }: { record: StudentRecord }) {
  const [height = 0, width = 0] = record.preview.shape
  return (
    <>
      <Thumbnail record={record} />
      <span className={classes.meta}>
        image · {formatShape([width, height])} · {formatBytes(record.preview.bytes)}
      </span>
    </>
  )
}

function CodePreview({ record }: { record: StudentRecord }) {
  const lines = record.preview.text.trimEnd().split('\n')
  return (
    <>
      <Code source={lines.slice(0, LINES).join('\n')} scrolls={false} className={classes.rowCode} />
      {lines.length > LINES && <span className={classes.meta}>more lines</span>}
    </>
  )
}

function BrokenPreview({ record }: { record: StudentRecord }) {
  const Icon = record.type === 'image' ? IconPhotoOff : IconAlertTriangle
  return (
    <>
      <Icon size={16} className={classes.icon} aria-hidden />
      <span className={classes.broken}>{record.preview.broken}</span>
      <span className={classes.meta}>{record.type}</span>
    </>
  )
}

function preview(record: StudentRecord): ReactNode {
  if (record.preview.broken !== '') return <BrokenPreview record={record} />
  switch (record.type) {
    case 'image':
      return <ImagePreview record={record} />
    case 'ndarray':
      return <ArrayPreview record={record} />
    case 'table':
      return <TablePreview record={record} />
    case 'code':
      return <CodePreview record={record} />
    case 'latex':
      return <Latex source={record.preview.text} />
    case 'str':
    case 'list':
    case 'dict':
      return <TextPreview record={record} />
    default:
      return <Line text={record.preview.text} note={`${record.type}, shown as text`} />
  }
}

/** What a row shows of an answer. */
export function AnswerPreview({ record }: { record: StudentRecord }) {
  return <div className={classes.preview}>{preview(record)}</div>
}
