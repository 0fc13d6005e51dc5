import { useTranslation } from 'react-i18next'
import { formatCount, formatTime } from '../../lib/format'
import { halfAt, type Reached } from './pace'
import classes from './PaceTable.module.css'

function Time({ at }: { at: number | undefined }) {
  return at === undefined ? '–' : formatTime(new Date(at).toISOString())
}

/** What the chart shows, to be read line by line. */
export function PaceTable({ reached, students }: { reached: readonly Reached[]; students: number }) {
  const { t } = useTranslation('dashboard')
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-labelledby="pace-title">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('question', { ns: 'common' })}</th>
            <th scope="col">{t('pace.reached')}</th>
            <th scope="col">{t('pace.first')}</th>
            <th scope="col">{t('pace.half')}</th>
            <th scope="col">{t('pace.last')}</th>
          </tr>
        </thead>
        <tbody>
          {reached.map((question) => (
            <tr key={question.label}>
              <th scope="row">
                <bdi>{question.label}</bdi>
              </th>
              <td>{formatCount(question.times.length)}</td>
              <td>
                <Time at={question.times[0]} />
              </td>
              <td>
                <Time at={halfAt(question, students)} />
              </td>
              <td>
                <Time at={question.times.at(-1)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
