import { IconAlertTriangle } from '@tabler/icons-react'
import type { Figure } from '../figure'
import { ValueTree } from '../ValueTree'
import type { AnswerKind, ViewProps } from './kind'
import { FirstLine, WholeText } from './text'

/** JSON as a tree; as text if it cannot be read. */
export function TreeOrText({ answer }: ViewProps) {
  return answer.tree ? <ValueTree root={answer.tree} /> : <WholeText answer={answer} />
}

const written = (text: string): Figure => ({ kind: 'written', text })

/** A list or a dict of Python, in any depth. */
export const tree: AnswerKind = {
  Preview: FirstLine,
  isTall: () => false,
  paper: 'none',
  View: TreeOrText,
  size: () => [],
  figureOfPreview: ({ text, cut }) => (cut ? undefined : written(text)),
  // The preview has it as Python writes it, the answer as JSON.
  figureOfAnswer: ({ tree, record, text }) =>
    written(tree && record.preview.text !== '' ? record.preview.text : text),
  isDiffable: false,
  isPicture: false,
  isWritable: true,
  BrokenIcon: IconAlertTriangle,
  equivalence: { options: ['numbers', 'letterCase'], words: 'alikeNumbers' },
}
