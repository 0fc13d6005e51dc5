import { useTranslation } from 'react-i18next'
import type { SentMessage } from '../../api/types'
import { formatCount, formatSpan } from '../../lib/format'
import { byDelay } from './byDelay'
import classes from './Takers.module.css'

interface TakersProps {
  message: SentMessage
  taken: readonly { seconds: number }[]
}

/** Says how many students took the code of a message, if it has any, by how long after it was sent. */
export function Takers({ message: { code, takenBackAt }, taken }: TakersProps) {
  const { t } = useTranslation('message')
  // Nobody takes what was taken back.
  if (code === '' || (takenBackAt !== '' && taken.length === 0)) return null
  const columns = byDelay(taken)
  const most = Math.max(...columns.map(({ count }) => count))
  return (
    <div role="group" aria-label={t('taken')} className={classes.takers}>
      <span className="faint">{t('takenBy', { count: taken.length })}</span>
      {most > 0 && (
        <dl className={classes.delays}>
          {columns.map(({ upTo, count }) => (
            <div key={upTo} className={classes.delay} data-none={count === 0}>
              <dt>
                {upTo === Infinity ? t('takenLater') : t('takenUpTo', { span: formatSpan(upTo * 1000) })}
              </dt>
              <dd>
                <span aria-hidden className={classes.bar} style={{ flexGrow: count / most }} />
                {formatCount(count)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
