import type { RecordView } from '../../api/types'
import { AnswerPreview } from './AnswerPreview'
import { kindOf } from './kinds/registry'

/** What a card of the gallery shows of an answer; what a row shows if a card shows no more. */
export function AnswerCard({ record }: { record: RecordView }) {
  const { Card } = kindOf(record.type)
  return Card && record.preview.broken === '' ? <Card record={record} /> : <AnswerPreview record={record} />
}
