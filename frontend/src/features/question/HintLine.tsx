import { IconBulb } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup } from '../../api/types'
import { hasHint } from '../../components/judging/hint'
import classes from './HintLine.module.css'

interface HintLineProps {
  group: AnswerGroup
  /** Whether students hear hints. */
  isHintTold: boolean
  onEdit: () => void
}

/** How many of a labelled group were told, and what became of them. */
function Told({ group: { verdict, told } }: Pick<HintLineProps, 'group'>) {
  const { t } = useTranslation('feedback')
  const { told: count, rightSince, stillWrong } = told
  if (count === 0) return <span>{t('toldNobody')}</span>
  if (verdict === 'right') return <span>{t('toldCount', { count })}</span>
  return <span title={t('toldHint')}>{t('told', { told: count, right: rightSince, wrong: stillWrong })}</span>
}

/** The hint of a group's label in short, and whom it reached. It is there before anybody is told: nothing grows live. */
export function HintLine({ group, isHintTold, onEdit }: HintLineProps) {
  const { t } = useTranslation('feedback')
  const { label, hint } = group
  const isHinted = hasHint(hint)
  if (label === '' || !(isHinted || isHintTold)) return null
  const whole = [hint.text, hint.code].filter((text) => text !== '').join('\n\n')
  return (
    <p className={classes.line}>
      <button
        type="button"
        className={classes.hint}
        title={isHinted ? `${whole}\n\n${t('editHint')}` : t('editHint')}
        onClick={onEdit}
      >
        <IconBulb size={14} aria-hidden />
        {isHinted ? (
          <span className="truncate" data-may-be-cut>
            {hint.text} {hint.code !== '' && <code>{hint.code.replace(/\s+/g, ' ')}</code>}
          </span>
        ) : (
          t('addHint')
        )}
      </button>
      {isHinted && <Told group={group} />}
    </p>
  )
}
