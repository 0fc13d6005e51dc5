import { useTranslation } from 'react-i18next'
import { cellsOf, useDashboard } from '../../api/dashboard'
import { useAnswer } from '../../api/queries'
import type { AttentionMember } from '../../api/types'
import { AnswerPreview } from '../../components/answer/AnswerPreview'
import { QuestionLabel } from '../../components/QuestionLabel'
import { asVerdict, VerdictMark } from '../../components/Verdict'
import { useCellWords } from './useCellWords'
import classes from './LastAnswer.module.css'

interface LastAnswerProps {
  sessionId: number
  partId: number
  member: AttentionMember
}

/** What a student sent last, with its verdict: mostly that is what the request for help is about. */
export function LastAnswer({
  sessionId,
  partId,
  member: { studentId, recordId, question },
}: LastAnswerProps) {
  const { t } = useTranslation('dashboard')
  const words = useCellWords()
  const { data } = useDashboard(sessionId, partId)
  const row = data?.rows.find(({ student }) => student.id === studentId)
  const cell = row && cellsOf(row).find((one) => one.recordId === recordId)
  if (!cell) return <p className={classes.none}>{t('reply.nothingSent')}</p>
  return (
    <div className={classes.last}>
      <QuestionLabel>{question}</QuestionLabel>
      <VerdictMark verdict={asVerdict(cell.verdict)} />
      <Preview recordId={recordId} version={`${cell.at} ${cell.attempts}`} />
      <span className={classes.words}>{words(cell)}</span>
    </div>
  )
}

function Preview({ recordId, version }: { recordId: number; version: string }) {
  const { data } = useAnswer({ id: recordId, receivedAt: version })
  return <span className={classes.value}>{data && <AnswerPreview record={data.record} />}</span>
}
