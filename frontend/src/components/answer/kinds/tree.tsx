import { IconAlertTriangle } from '@tabler/icons-react'
import type { Figure } from '../figure'
import { pythonLine } from '../python'
import { Scalar } from '../Scalar'
import { ValueTree } from '../ValueTree'
import type { AnswerKind, ViewProps } from './kind'
import { FirstLine, isShort, WholeText } from './text'
import classes from './tree.module.css'

/** A list or dict of at most so many characters is a line, as Python writes it. */
const LINE = 72

/** A line of at most so many characters is set large. */
const LARGE = 34

/** JSON as a line of Python or as a tree; as text if it cannot be read. */
export function TreeOrText({ answer }: ViewProps) {
  if (!answer.tree) return <WholeText answer={answer} />
  const line = pythonLine(answer.tree, LINE)
  return line === undefined ? (
    <ValueTree root={answer.tree} />
  ) : (
    <p className={classes.line} data-long={line.length > LARGE}>
      {line}
    </p>
  )
}

const written = (text: string): Figure => ({ kind: 'written', text })

/** A list or a dict of Python, in any depth. */
export const tree: AnswerKind = {
  Preview: FirstLine,
  Card: ({ record: { preview } }) =>
    isShort(preview.text) ? <Scalar text={preview.text} /> : <p className={classes.card}>{preview.text}</p>,
  isTall: () => false,
  paper: 'none',
  View: TreeOrText,
  size: () => [],
  figureOfPreview: ({ text, cut }) => written(cut ? `${text} …` : text),
  // The preview has six digits of a number.
  figureOfAnswer: ({ tree, record: { preview }, text }) => {
    if (!tree || preview.text === '') return written(text)
    return written(preview.cut ? `${preview.text} …` : preview.text)
  },
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['numbers', 'letterCase'], words: 'alikeNumbers' },
}
