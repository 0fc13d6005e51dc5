import { useTranslation } from 'react-i18next'
import classes from './Legend.module.css'

interface LegendProps {
  withAttempts: boolean
  /** Whether recent answers are marked; on paper nothing is recent. */
  withFreshness?: boolean
}

/** What the signs in the grid mean. */
export function Legend({ withAttempts, withFreshness = true }: LegendProps) {
  const { t } = useTranslation('dashboard')
  const signs = [
    ['right', t('right')],
    ['wrong', t('wrong')],
    ['none', t('open')],
    ...(withFreshness ? [['recent', t('recent')] as const] : []),
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
