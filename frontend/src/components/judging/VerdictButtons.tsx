import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup } from '../../api/types'
import { VerdictMark } from '../Verdict'
import classes from './VerdictButtons.module.css'

const icons = { right: IconCheck, wrong: IconX }

interface VerdictButtonsProps {
  group: Pick<AnswerGroup, 'marked' | 'verdict'>
  onMark: (verdict: 'right' | 'wrong' | '') => void
}

/**
 * Two buttons that mark a group; pressed again, they remove the mark. The verdict of a rule is shown paler: it is no mark,
 * and a mark wins over it.
 */
export function VerdictButtons({ group, onMark }: VerdictButtonsProps) {
  const { t } = useTranslation('question')
  return (
    <div className={classes.verdicts} role="group">
      {(['right', 'wrong'] as const).map((verdict) => {
        const isMarked = group.marked === verdict
        const Icon = icons[verdict]
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
            {group.verdict === verdict ? <VerdictMark verdict={verdict} /> : <Icon size={14} aria-hidden />}
            {t(verdict)}
          </button>
        )
      })}
    </div>
  )
}
