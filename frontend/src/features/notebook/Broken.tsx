import { useTranslation } from 'react-i18next'
import type { Preparation } from '../../api/types'
import classes from './Broken.module.css'

/** The cells that are no Python any more after the last step. */
export function Broken({ notebook }: { notebook: Preparation }) {
  const { t } = useTranslation('notebook')
  if (notebook.broken.length === 0) return null
  return (
    <p role="alert" className={classes.broken}>
      <b>{notebook.broken.map(({ cell, line }) => t('cellLine', { cell, line })).join(' · ')}</b>{' '}
      {t('broken')}
    </p>
  )
}
