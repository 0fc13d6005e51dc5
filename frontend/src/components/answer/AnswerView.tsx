import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/types'
import { formatBytes } from '../../lib/format'
import { ArrayView } from './ArrayView'
import { isBlank } from './blank'
import { Code } from './Code'
import { Latex } from './Latex'
import { Picture } from './Picture'
import { TableView } from './TableView'
import { useBrokenText } from './useAnswerWords'
import { ValueTree } from './ValueTree'
import classes from './answer.module.css'

interface AnswerViewProps {
  answer: Answer
  /** Shows a picture large; without it a picture is only looked at. */
  onEnlarge?: (() => void) | undefined
}

function Body({ answer, onEnlarge }: AnswerViewProps) {
  const { t } = useTranslation('answer')
  if (answer.image) return <Picture image={answer.image} onEnlarge={onEnlarge} />
  if (answer.array) return <ArrayView array={answer.array} text={answer.text} />
  if (answer.table) return <TableView table={answer.table} />
  if (answer.tree) return <ValueTree root={answer.tree} />
  if (answer.record.type === 'image') return null
  if (isBlank(answer)) return <p className="t3">{t('emptyText')}</p>
  switch (answer.record.type) {
    case 'code':
      return <Code source={answer.text} withLineNumbers />
    case 'latex':
      return <Latex source={answer.text} display />
    default:
      return <pre className={classes.text}>{answer.text}</pre>
  }
}

/** A whole answer, rendered for reading. What is broken says so above what can still be shown. */
export function AnswerView({ answer, onEnlarge }: AnswerViewProps) {
  const { t } = useTranslation('answer')
  const brokenText = useBrokenText()
  return (
    <div className={classes.answer}>
      {answer.broken !== '' && (
        <p className={classes.trouble}>
          <IconAlertTriangle size={16} aria-hidden /> {brokenText(answer.broken)}
        </p>
      )}
      <div className={classes.box}>
        <Body answer={answer} onEnlarge={onEnlarge} />
      </div>
      {answer.cut && <p className="t3">{t('onlyBeginning', { size: formatBytes(answer.bytes) })}</p>}
    </div>
  )
}
