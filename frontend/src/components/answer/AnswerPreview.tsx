import type { RecordView } from '../../api/types'
import { kindOf } from './kinds/registry'
import { PreviewIcon, PreviewNote, PreviewTrouble, RowPreview } from './RowPreview'
import { useBrokenText, useTypeName } from './useAnswerWords'

interface OfRecord {
  record: RecordView
}

function BrokenPreview({ record }: OfRecord) {
  const typeName = useTypeName()
  const brokenText = useBrokenText()
  return (
    <>
      <PreviewIcon Icon={kindOf(record.type).BrokenIcon} />
      <PreviewTrouble>{brokenText(record.preview.broken)}</PreviewTrouble>
      <PreviewNote>{typeName(record.type)}</PreviewNote>
    </>
  )
}

/** What a row shows of an answer. */
export function AnswerPreview({ record }: OfRecord) {
  const { Preview } = kindOf(record.type)
  return (
    <RowPreview>
      {record.preview.broken === '' ? <Preview record={record} /> : <BrokenPreview record={record} />}
    </RowPreview>
  )
}
