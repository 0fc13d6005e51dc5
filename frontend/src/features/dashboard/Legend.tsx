import { useTranslation } from 'react-i18next'
import type { Column } from './gridModel'
import classes from './Legend.module.css'

interface LegendProps {
  columns: readonly Column[]
  withAttempts: boolean
  /** Whether recent answers are marked; on paper and after the end nothing is recent. */
  withFreshness: boolean
}

/** What the signs in the grid mean; of verdicts only where there are any. */
export function Legend({ columns, withAttempts, withFreshness }: LegendProps) {
  const { t } = useTranslation('dashboard')
  const isJudged = columns.some(({ checked, right, wrong }) => checked || right + wrong > 0)
  const signs = [
    ...(isJudged
      ? ([
          ['right', t('right')],
          ['wrong', t('wrong')],
        ] as const)
      : []),
    ['none', t(isJudged ? 'open' : 'sent')],
    ...(withFreshness ? ([['recent', t('recent')]] as const) : []),
  ] as const
  return (
    <span className={classes.legend}>
      {signs.map(([sign, text]) => (
        <span key={sign}>
          <i className={classes.sample} data-verdict={sign} />
          {text}
        </span>
      ))}
      {withAttempts && <span>{t('attemptsKey')}</span>}
    </span>
  )
}
