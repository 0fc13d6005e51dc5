import type { Icon } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ComponentType } from 'react'
import type { Answer, Preview, RecordView } from '../../../api/types'
import type { Figure } from '../figure'

/** What a preview is given: a record whose payload is not broken. */
export interface PreviewProps {
  record: RecordView
}

/** What a card of the gallery is given. */
export interface CardProps extends PreviewProps {
  /** How many characters of the smaller type stand in a line of it. */
  chars: number
}

/** What a view is given. */
export interface ViewProps {
  answer: Answer
  /** Shows a picture large; without it a picture is only looked at. */
  onEnlarge?: (() => void) | undefined
}

/** Rules that say which answers of a kind are equal, and that a teacher can change. */
export type EquivalenceOption = 'numbers' | 'letterCase' | 'localNames'

/** The words that say how answers of a kind are compared: keys of the words of a question's page. */
export type EquivalenceWords = 'alikeNumbers' | 'alikeText' | 'alikeCode' | 'alikePlots'

/** Everything that the page does differently for one kind of payload. Nothing else on the page asks for a type. */
export interface AnswerKind {
  /** A row of the records. */
  Preview: ComponentType<PreviewProps>
  /** Returns whether the preview needs the taller of the two heights of a row. */
  isTall: (preview: Preview) => boolean
  /** A card of the gallery; the preview of a row if left out. */
  Card?: ComponentType<CardProps>
  /** What the card lies on: nothing, a sheet that is read from its top left corner, or the paper of a picture. */
  paper: 'none' | 'sheet' | 'picture'
  /** The whole answer: in the panel and beside others. */
  View: ComponentType<ViewProps>
  /** Returns what an answer is called; the name of its type if left out or undefined. */
  name?: (answer: Answer, t: TFunction<'answer'>) => string | undefined
  /** Returns how large an answer is, in words that stand beside the name of its type; empty words are left out. */
  size: (answer: Answer, t: TFunction<'answer'>) => string[]
  /** Returns what stands large on a question's page; undefined if the preview does not suffice for it. */
  figureOfPreview: (preview: Preview) => Figure | undefined
  /** Returns what stands large on a question's page and on the projector. */
  figureOfAnswer: (answer: Answer) => Figure
  /** Whether answers can be compared line by line. */
  isDiffable: boolean
  /** Whether an answer is a picture, which can be shown as large as the window. */
  isPicture: boolean
  /** Whether a teacher can write down the answer that is expected. */
  isWritable: boolean
  /** Stands before what is wrong with a broken payload. */
  BrokenIcon: Icon
  /** Which rules say when two answers are equal, and the words for it; undefined if nothing is said. */
  equivalence: { options: EquivalenceOption[]; words: EquivalenceWords | undefined }
}
