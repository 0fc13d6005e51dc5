import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatShape } from '../../../lib/format'
import { tableColumns } from '../../../lib/tableColumns'
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
  const shown = rows.slice(0, ROWS)
  const set = tableColumns(shown, columns.length, true)
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, c) => (
              <th key={c} data-numeric={set[c]?.isNumeric}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((_, r) => (
            <tr key={r}>
              {set.map(({ cells, isNumeric }, c) => (
                <td key={c} data-numeric={isNumeric}>
                  {cells[r]}
                </td>
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
