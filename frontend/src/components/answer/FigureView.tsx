import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Difference } from './difference'
import { type Figure, lineCount } from './figure'
import { shownMarks, shownTable } from './fit'
import { Latex } from './Latex'
import { MarkedLines } from './MarkedLines'
import { Marks } from './Marks'
import { Matrix } from './Matrix'
import { Picture } from './Picture'
import { TableView } from './TableView'
import { useBrokenText } from './useAnswerWords'
import classes from './FigureView.module.css'

function Empty({ what }: { what: 'text' | 'array' }) {
  const { t } = useTranslation('question')
  return <p className={classes.empty}>{t(what === 'text' ? 'emptyText' : 'emptyArray')}</p>
}

function Broken({ reason }: { reason: string }) {
  const brokenText = useBrokenText()
  return (
    <p className={classes.broken}>
      <IconAlertTriangle size="1em" aria-hidden /> {brokenText(reason)}
    </p>
  )
}

interface FigureProps {
  figure: Figure
  /** How it differs from another answer; what that one does not have is marked. */
  difference?: Difference | undefined
  /** How many rows are shown of longer code and text; left out, all of it. */
  rows?: number | undefined
  /** Shows all of a long answer. */
  onUnfold?: (() => void) | undefined
}

function Structured({
  figure,
  difference,
}: FigureProps & { figure: Extract<Figure, { kind: 'matrix' | 'table' | 'image' }> }) {
  const marks = difference?.kind === 'cells' ? difference.cells : undefined
  switch (figure.kind) {
    case 'matrix':
      return (
        <>
          <Matrix
            rows={figure.rows}
            rowGap={figure.rowGap}
            colGap={figure.colGap}
            kept={figure.kept}
            marks={marks}
          />
          {figure.note !== '' && <span className={classes.note}>{figure.note}</span>}
        </>
      )
    case 'table':
      return (
        <TableView
          table={shownTable(figure.table, figure.kept)}
          marks={shownMarks(marks, figure.kept, 1)}
          isRounded
        />
      )
    case 'image':
      return <Picture image={figure.image} />
  }
}

function Lines({
  source,
  isCode,
  difference,
  rows,
  onUnfold,
}: Omit<FigureProps, 'figure'> & { source: string; isCode: boolean }) {
  const marks = difference?.kind === 'lines' ? difference.lines : undefined
  return <MarkedLines {...{ source, isCode, marks, rows, onUnfold }} />
}

function Words({ text, difference }: { text: string; difference: Difference | undefined }) {
  const isMarked = difference?.kind === 'words' || difference?.kind === 'elements'
  return isMarked ? <Marks pieces={difference.pieces} /> : text
}

function Body({ figure, ...shown }: FigureProps) {
  switch (figure.kind) {
    case 'value':
      return <p className={classes.value}>{figure.text}</p>
    case 'text':
      if (lineCount(figure) === 1)
        return (
          <p className={classes.text}>
            <Words text={figure.text} difference={shown.difference} />
          </p>
        )
      return (
        <div className={classes.text}>
          <Lines source={figure.text} isCode={false} {...shown} />
        </div>
      )
    case 'written':
      return (
        <p className={classes.written}>
          <Words text={figure.text} difference={shown.difference} />
        </p>
      )
    case 'code':
      return <Lines source={figure.source} isCode {...shown} />
    case 'latex':
      return <Latex source={figure.source} />
    case 'broken':
      return <Broken reason={figure.words} />
    case 'empty':
      return <Empty what={figure.what} />
    default:
      return <Structured figure={figure} {...shown} />
  }
}

/**
 * An answer that stands alone. The style sheet of the element around it sets the size of its type as --figure.
 */
export function FigureView(props: FigureProps) {
  return (
    <div className={classes.figure} data-kind={props.figure.kind}>
      <Body {...props} />
    </div>
  )
}
