import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Answer } from '../../api/types'
import { formatBytes } from '../../lib/format'
import { ArrayView } from './ArrayView'
import { Code } from './Code'
import { Latex } from './Latex'
import { Picture } from './Picture'
import { TableView } from './TableView'
import { ValueTree } from './ValueTree'
import classes from './answer.module.css'

function body(answer: Answer): ReactNode {
  if (answer.image) return <Picture image={answer.image} />
  if (answer.array) return <ArrayView array={answer.array} />
  if (answer.table) return <TableView table={answer.table} />
  if (answer.tree) return <ValueTree root={answer.tree} />
  if (answer.record.type === 'image') return null
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
export function AnswerView({ answer }: { answer: Answer }) {
  return (
    <div className={classes.answer}>
      {answer.broken !== '' && (
        <p className={classes.trouble}>
          <IconAlertTriangle size={16} aria-hidden /> {answer.broken}
        </p>
      )}
      <div className={classes.box}>{body(answer)}</div>
      {answer.cut && <p className="t3">Only the beginning of {formatBytes(answer.bytes)} is shown.</p>}
    </div>
  )
}
