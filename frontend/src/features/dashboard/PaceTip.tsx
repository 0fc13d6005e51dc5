import { useTranslation } from 'react-i18next'
import { formatClock } from '../../lib/format'
import { fieldOf, type Reached, type Sample, telling } from './pace'
import classes from './PaceTip.module.css'

interface PaceTipProps {
  /** The moment under the pointer, as the chart gives it. */
  sample: unknown
  reached: readonly Reached[]
  students: number
  /** How many questions there is room for. */
  most: number
}

/** How many students had reached which question at the moment under the pointer. */
export function PaceTip({ sample, reached, students, most }: PaceTipProps) {
  const { t } = useTranslation('dashboard')
  if (sample === undefined) return null
  const counted = sample as Sample
  return (
    <div className={classes.tip}>
      <b>{formatClock(counted.at)}</b>
      <dl>
        {telling(counted, reached.length, students, most).map((place) => (
          <div key={place}>
            <dt>
              <bdi>{reached[place]?.label}</bdi>
            </dt>
            <dd>{t('reached', { count: counted[fieldOf(place)] ?? 0, of: students })}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
