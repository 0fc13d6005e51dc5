import { useTranslation } from 'react-i18next'
import type { Status } from '../../api/types'
import classes from './Waiting.module.css'

/** Fills the space where the first record will be. */
export function Waiting({ status: { fetched } }: { status: Status }) {
  const { t } = useTranslation('home')
  return (
    <div className={classes.waiting} role="status">
      <span className={classes.radar} aria-hidden>
        <i />
      </span>
      <div>
        <p className={classes.title}>{t('waiting.title')}</p>
        <p className="muted">
          {t('waiting.text')} {fetched === 0 ? t('waiting.none') : t('waiting.fetched', { count: fetched })}
        </p>
      </div>
    </div>
  )
}
