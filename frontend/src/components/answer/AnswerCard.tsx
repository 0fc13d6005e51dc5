import type { RecordView } from '../../api/types'
import { AnswerPreview } from './AnswerPreview'
import { kindOf } from './kinds/registry'

/** What a card of the gallery shows of an answer; what a row shows if a card shows no more. */
export function AnswerCard({ record, chars }: { record: RecordView; chars: number }) {
  const { Card } = kindOf(record.type)
  return Card && record.preview.broken === '' ? (
    <Card record={record} chars={chars} />
  ) : (
    <AnswerPreview record={record} />
  )
}
