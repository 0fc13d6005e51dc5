import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatShape } from '../../../lib/format'
import { textFigure } from '../figure'
import { PreviewNote } from '../RowPreview'
import { TableView } from '../TableView'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import { TreeOrText } from './tree'
import classes from './table.module.css'

/** How many rows stand below the head in a row of the tall height. */
const ROWS = 2

function Preview({ record }: PreviewProps) {
  const { t } = useTranslation('answer')
  const { columns, rows, shape } = record.preview
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, c) => (
              <th key={c}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((row, r) => (
            <tr key={r}>
              {row.map((cell, c) => (
                <td key={c}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PreviewNote>{t('tableOf', { shape: formatShape(shape) })}</PreviewNote>
    </>
  )
}

function View({ answer }: ViewProps) {
  return answer.table ? <TableView table={answer.table} /> : <TreeOrText answer={answer} />
}

/** A data frame. */
export const table: AnswerKind = {
  Preview,
  isTall: () => true,
  paper: 'none',
  View,
  size: ({ table }, t) => [
    formatShape(table?.shape ?? []),
    table && table.axes.length > 0 ? t('axesOf', { shape: formatShape(table.axes) }) : '',
  ],
  figureOfPreview: () => undefined,
  figureOfAnswer: ({ table, text }) => (table ? { kind: 'table', table } : textFigure(text)),
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['numbers'], words: 'alikeNumbers' },
}
