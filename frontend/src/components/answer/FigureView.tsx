import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Code } from './Code'
import type { Figure } from './figure'
import { Latex } from './Latex'
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

function Structured({ figure }: { figure: Extract<Figure, { kind: 'matrix' | 'table' | 'image' }> }) {
  switch (figure.kind) {
    case 'matrix':
      return (
        <>
          <Matrix rows={figure.rows} rowGap={figure.rowGap} colGap={figure.colGap} kept={figure.kept} />
          {figure.note !== '' && <span className={classes.note}>{figure.note}</span>}
        </>
      )
    case 'table':
      return <TableView table={figure.table} isRounded />
    case 'image':
      return <Picture image={figure.image} />
  }
}

function Body({ figure }: { figure: Figure }) {
  switch (figure.kind) {
    case 'value':
      return <p className={classes.value}>{figure.text}</p>
    case 'text':
      return <p className={classes.text}>{figure.text}</p>
    case 'written':
      return <p className={classes.written}>{figure.text}</p>
    case 'code':
      return <Code source={figure.source.trimEnd()} scrolls={false} className={classes.code} />
    case 'latex':
      return <Latex source={figure.source} />
    case 'broken':
      return <Broken reason={figure.words} />
    case 'empty':
      return <Empty what={figure.what} />
    default:
      return <Structured figure={figure} />
  }
}

/**
 * An answer that stands alone. The style sheet of the element around it sets the size of its type as --figure.
 */
export function FigureView({ figure }: { figure: Figure }) {
  return (
    <div className={classes.figure} data-kind={figure.kind}>
      <Body figure={figure} />
    </div>
  )
}
