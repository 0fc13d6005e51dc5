import { useState } from 'react'
import type { Mark } from '../../../api/questions'
import type { Hint, RecordView } from '../../../api/types'
import { isGrouped, judgedRecord } from '../../../components/judging/judgedRecord'
import { useMarking } from '../../../components/judging/useMarking'
import { useShortcuts } from '../../../lib/shortcuts'

/** What a teacher says of records: each mark and label is that of the record's whole group. */
export interface RecordMarks {
  mark: (record: RecordView, verdict: Mark) => void
  /** Sets the label, and the hint in place of the one before; undefined leaves that as it is. */
  label: (record: RecordView, label: string, hint?: Hint, before?: Hint) => void
  /** The id of the record whose label is being typed in the panel. */
  labelling: number | undefined
  startLabelling: (record: RecordView) => void
  endLabelling: () => void
}

/**
 * Returns what marks and labels records, and lets R, W and L do it to the current one. partId is the part within which
 * answers are grouped; 0 means all. onOpen opens a record in the panel, where its label is typed.
 */
export function useRecordMarks(
  sessionId: number,
  partId: number,
  current: RecordView | undefined,
  onOpen: (record: RecordView) => void,
): RecordMarks {
  const marking = useMarking(sessionId)
  const [labelling, setLabelling] = useState<number>()
  const mark = (record: RecordView, verdict: Mark) => marking.mark(judgedRecord(record, partId), verdict)
  const startLabelling = (record: RecordView) => {
    onOpen(record)
    setLabelling(record.id)
  }
  /** Makes a key act on the current record, once its group is known. */
  const onCurrent = (act: (record: RecordView) => void) => () => {
    if (!current || !isGrouped(current)) return false
    act(current)
    return true
  }
  const toggle = (verdict: 'right' | 'wrong') =>
    onCurrent((record) => {
      const { marked } = judgedRecord(record, partId)
      mark(record, marked === verdict ? '' : verdict)
    })
  useShortcuts({ r: toggle('right'), w: toggle('wrong'), l: onCurrent(startLabelling) })
  return {
    mark,
    label: (record, label, hint, before) =>
      marking.label({ ...judgedRecord(record, partId), ...(before && { hint: before }) }, label, hint),
    labelling,
    startLabelling,
    endLabelling: () => setLabelling(undefined),
  }
}
