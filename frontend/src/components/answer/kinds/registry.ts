import { isRecordType, type RecordType } from '../../../api/recordTypes'
import type { RecordView } from '../../../api/types'
import { array } from './array'
import { code } from './code'
import { image } from './image'
import type { AnswerKind } from './kind'
import { latex } from './latex'
import { table } from './table'
import { text } from './text'
import { tree } from './tree'
import { unknown } from './unknown'

/** How the page shows each type that the app knows: does not compile until the page can show all of them. */
export const kinds: Record<RecordType, AnswerKind> = {
  str: text,
  code,
  ndarray: array,
  list: tree,
  dict: tree,
  image,
  table,
  latex,
}

/** Returns how the page shows a type. */
export function kindOf(type: string): AnswerKind {
  return isRecordType(type) ? kinds[type] : unknown
}

/** Reports whether a record is a picture that can be shown. */
export function isPicture({ type, preview }: Pick<RecordView, 'type' | 'preview'>): boolean {
  return kindOf(type).isPicture && preview.broken === ''
}
