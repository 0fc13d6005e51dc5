import type { Answer, Preview } from '../../api/types'
import type { Figure } from './figure'
import { kindOf } from './kinds/registry'

/** Returns the figure that a preview suffices for; undefined if the whole answer is needed. */
export function figureOfPreview(type: string, preview: Preview): Figure | undefined {
  if (preview.broken !== '') return { kind: 'broken', words: preview.broken }
  return kindOf(type).figureOfPreview(preview)
}

/** Returns the figure of a whole answer. A broken answer says so, whatever else could still be read of it. */
export function figureOfAnswer(answer: Answer): Figure {
  if (answer.broken !== '') return { kind: 'broken', words: answer.broken }
  return kindOf(answer.record.type).figureOfAnswer(answer)
}
