import type { AnswerGroup } from '../../api/types'
import type { Previewed } from '../../components/answer/useFigure'

/** Returns the answer that stands for a group. */
export function previewedOf({ recordId, type, preview, members }: AnswerGroup): Previewed {
  const receivedAt = members.find((member) => member.recordId === recordId)?.receivedAt ?? ''
  return { recordId, receivedAt, type, preview }
}
