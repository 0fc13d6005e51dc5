import { useTranslation } from 'react-i18next'
import classes from './Legend.module.css'

interface LegendProps {
  /** Whether there are verdicts. */
  isJudged: boolean
  withAttempts: boolean
  /** Whether recent answers are marked; on paper and after the end nothing is recent. */
  withFreshness: boolean
}

/** What the signs in the grid mean; of verdicts only where there are any. */
export function Legend({ isJudged, withAttempts, withFreshness }: LegendProps) {
  const { t } = useTranslation('dashboard')
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
