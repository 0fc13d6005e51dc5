import { useTranslation } from 'react-i18next'
import type { AnswerGroup } from '../../api/types'
import { VerdictMark } from '../../components/Verdict'
import classes from './group.module.css'

interface VerdictButtonsProps {
  group: AnswerGroup
  onMark: (verdict: 'right' | 'wrong' | '') => void
}

/**
 * Two buttons that mark a group; pressed again they take the mark back. What a rule says is shown paler: it is
 * no mark, and a mark wins over it.
 */
export function VerdictButtons({ group, onMark }: VerdictButtonsProps) {
  const { t } = useTranslation('question')
  return (
    <div className={classes.verdicts} role="group">
      {(['right', 'wrong'] as const).map((verdict) => {
        const isMarked = group.marked === verdict
        return (
          <button
            key={verdict}
            type="button"
            data-verdict={verdict}
            data-by={
              isMarked ? 'mark' : group.marked === '' && group.verdict === verdict ? 'rule' : undefined
            }
            aria-pressed={isMarked}
            title={t(isMarked ? 'takeBackMark' : verdict === 'right' ? 'markRight' : 'markWrong')}
            onClick={() => onMark(isMarked ? '' : verdict)}
          >
            <VerdictMark verdict={group.verdict === verdict ? verdict : ''} />
            {t(verdict)}
          </button>
        )
      })}
    </div>
  )
}
